import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { User } from "#/features/access/actor.ts";
import { createUser } from "#/features/users/create-user.ts";
import { userForSignIn } from "#/features/users/queries.ts";

export const demoEmail = "demo@example.org";

/** An ordinary account to look around with; its password is made up once per data folder. */
export async function demoUser(folder: string): Promise<{ user: User; password: string }> {
  const file = join(folder, "password");
  const kept = await readFile(file, "utf8").catch(() => null);
  const found = await userForSignIn(demoEmail);
  if (found && kept)
    return { user: { id: found.id, email: demoEmail, isAdmin: found.isAdmin }, password: kept };
  if (found)
    throw new Error(
      `${demoEmail} has an account, but ${file} is gone. Remove the data folder to start over.`,
    );
  const password = kept ?? randomBytes(12).toString("base64url");
  await writeFile(file, password, { mode: 0o600 });
  return { user: await createUser({ email: demoEmail, password }), password };
}
