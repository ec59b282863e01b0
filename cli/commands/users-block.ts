import type { Command } from "#/cli/command.ts";
import { blockUser, unblockUser } from "#/features/users/block-user.ts";
import { email } from "#/features/users/email.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

const reason = { about: "why; it stands in the audit log", value: "TEXT", required: true } as const;
const addressOf = (typed: string) => email.safeParse(typed).data ?? typed;

export const usersBlock: Command = {
  name: "users block",
  about: "Blocks an account: its sessions and tokens end, and it cannot sign in.",
  args: ["EMAIL"],
  options: { reason },
  async run({ needed }) {
    const address = addressOf(needed("EMAIL"));
    await blockUser(await operatorUser(), address, needed("reason"));
    return { value: { email: address, blocked: true }, text: `Blocked ${address}.\n` };
  },
};

export const usersUnblock: Command = {
  name: "users unblock",
  about: "Lets a blocked account sign in again.",
  args: ["EMAIL"],
  options: { reason },
  async run({ needed }) {
    const address = addressOf(needed("EMAIL"));
    await unblockUser(await operatorUser(), address, needed("reason"));
    return { value: { email: address, blocked: false }, text: `Unblocked ${address}.\n` };
  },
};
