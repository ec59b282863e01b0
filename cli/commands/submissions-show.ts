import type { Command } from "#/cli/command.ts";
import { submissionText } from "#/cli/submission-text.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

export const submissionsShow: Command = {
  name: "submissions show",
  about: "Shows a submission: status, progress, scores and what went wrong.",
  args: ["ID"],
  options: {},
  async run({ needed }) {
    const view = await submissionView(await operatorUser(), needed("ID"));
    return { value: view, text: submissionText(view) };
  },
};
