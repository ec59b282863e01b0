import type { User } from "#/features/access/actor.ts";
import { db } from "#/lib/db.ts";

// Not an address that a person could sign up or sign in with: only the shell acts as this user.
const operatorEmail = "operator@localhost";

/** Resolves with who acts when somebody with a shell on the machine does: an admin without a password. */
export async function operatorUser(): Promise<User> {
  // An upsert that updates nothing is a look and an insertion: of two commands that begin at once one would fail.
  await db().user.createMany({ data: [{ email: operatorEmail, isAdmin: true }], skipDuplicates: true });
  const user = await db().user.findUniqueOrThrow({
    where: { email: operatorEmail },
    select: { id: true, email: true, isAdmin: true },
  });
  return { ...user, from: "shell" };
}
