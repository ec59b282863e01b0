import type { Command } from "#/cli/command.ts";
import { renameModel } from "#/features/models/rename-model.ts";
import { verifyModel } from "#/features/submissions/verify-answers.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

const reason = { about: "why; it stands in the audit log", value: "TEXT", required: true } as const;

export const modelsVerify: Command = {
  name: "models verify",
  about: "Vouches for a model's uploaded answers, which then rank among measured rows.",
  args: ["SLUG"],
  options: { reason },
  async run({ needed }) {
    const verified = await verifyModel(await operatorUser(), needed("SLUG"), needed("reason"));
    return { value: { verified }, text: `${verified.join("\n")}\n` };
  },
};

export const modelsRename: Command = {
  name: "models rename",
  about: "Gives a model another name; its old address leads on.",
  args: ["SLUG", "NAME"],
  options: { reason },
  async run({ needed }) {
    const admin = await operatorUser();
    const { slug, name } = await renameModel(admin, needed("SLUG"), needed("NAME"), needed("reason"));
    return { value: { slug, name }, text: `${slug}  ${name}\n` };
  },
};
