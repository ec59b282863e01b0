import { attemptLimit } from "#/features/users/attempt-limit.ts";
import type { SignedInUser } from "#/features/users/check-credentials.ts";
import { createUser } from "#/features/users/create-user.ts";
import { AppError } from "#/lib/errors.ts";

const perAddress = attemptLimit(60, 60 * 60_000);

export async function signUp(
  input: { email: string; password: string },
  address: string,
): Promise<SignedInUser> {
  if (perAddress.exceeded(address)) {
    throw new AppError(
      "rate-limited",
      "Too many accounts were opened from this address. Wait an hour, then try again.",
    );
  }
  perAddress.count(address);
  const user = await createUser(input);
  return { ...user, sessionVersion: 0 };
}
