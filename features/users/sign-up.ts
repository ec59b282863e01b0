import { recordAudit } from "#/features/access/record-audit.ts";
import { spend } from "#/features/quotas/spend.ts";
import type { SignedInUser } from "#/features/users/check-credentials.ts";
import { createUser } from "#/features/users/create-user.ts";
import { rememberSignIn } from "#/features/users/sign-in-attempts.ts";
import { db } from "#/lib/db.ts";
import { networkOf } from "#/lib/http/client-address.ts";

export async function signUp(
  input: { email: string; password: string },
  address: string,
): Promise<SignedInUser> {
  await spend("signUp", networkOf(address));
  const user = await createUser(input);
  await recordAudit(db(), { ...user, from: address }, "signed-up", user.email);
  await rememberSignIn(user.email, address);
  return { ...user, sessionVersion: 0 };
}
