import type { Command } from "#/cli/command.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { email } from "#/features/users/email.ts";
import { userForSignIn } from "#/features/users/queries.ts";
import { AppError } from "#/lib/errors.ts";

export const tokensCreate: Command = {
  name: "tokens create",
  about: "Creates an API token for an account and prints it, once.",
  args: ["EMAIL"],
  options: {
    scope: {
      about: "what it may do: read, submit, admin, separated by commas (all the account may)",
      value: "S,S",
    },
    days: { about: "days until it ends (never)", value: "N", integer: true },
  },
  async run({ needed, option }) {
    const address = email.safeParse(needed("EMAIL"));
    const user = address.success ? await userForSignIn(address.data) : null;
    if (!user) {
      throw new AppError(
        "not-found",
        `There is no account ${needed("EMAIL")}. Make one with: users create EMAIL`,
      );
    }
    const days = option("days");
    const token = await createToken(
      { ...user, from: "shell" },
      {
        name: "made on the shell",
        scopes: option("scope")
          ?.split(",")
          .map((scope) => scope.trim()),
        days: days === undefined ? undefined : Number(days),
      },
    );
    const { name, scopes, expiresAt, secret } = token;
    return {
      value: { email: user.email, name, scopes, expiresAt, token: secret },
      text: `API token of ${user.email}, shown only now: ${token.secret}\n`,
    };
  },
};
