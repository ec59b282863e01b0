import type { Command } from "#/cli/command.ts";
import { verifyModel } from "#/features/submissions/verify-answers.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

const reason = { about: "why; it stands in the audit log", value: "TEXT" } as const;

export const modelsVerify: Command = {
  name: "models verify",
  about: "Vouches for a model's uploaded answers, which then rank among measured rows.",
  args: ["SLUG"],
  options: { reason },
  async run({ needed, option }) {
    const verified = await verifyModel(await operatorUser(), needed("SLUG"), option("reason") ?? "");
    return { value: { verified }, text: `${verified.join("\n")}\n` };
  },
};
