import type { Command } from "#/cli/command.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { email } from "#/features/users/email.ts";
import { userForSignIn } from "#/features/users/queries.ts";
import { AppError } from "#/lib/errors.ts";

export const tokensCreate: Command = {
  name: "tokens create",
  about: "Creates an API token for an account and prints it, once.",
  args: ["EMAIL"],
  options: {},
  async run({ needed }) {
    const address = email.safeParse(needed("EMAIL"));
    const user = address.success ? await userForSignIn(address.data) : null;
    if (!user) {
      throw new AppError(
        "not-found",
        `There is no account ${needed("EMAIL")}. Make one with: users create EMAIL`,
      );
    }
    const token = await createToken(user, { name: "made on the shell" });
    return {
      value: { email: user.email, name: token.name, token: token.secret },
      text: `API token of ${user.email}, shown only now: ${token.secret}\n`,
    };
  },
};
