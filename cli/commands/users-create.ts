import { randomBytes } from "node:crypto";
import type { Command } from "#/cli/command.ts";
import { createUser } from "#/features/users/create-user.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

export const usersCreate: Command = {
  name: "users create",
  about: "Creates an account and prints its password, once.",
  args: ["EMAIL"],
  options: { admin: { about: "an administrator, who sees hidden answers and everybody's submissions" } },
  async run({ needed, flag }) {
    const password = randomBytes(15).toString("base64url");
    const input = { email: needed("EMAIL"), password, isAdmin: flag("admin") };
    const user = await createUser(input, await operatorUser());
    const role = user.isAdmin ? "administrator" : "user";
    return {
      value: { ...user, password },
      text: `Created the ${role} ${user.email}.\nPassword, shown only now: ${password}\n`,
    };
  },
};
