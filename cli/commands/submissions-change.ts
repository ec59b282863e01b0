import { apiKeyFrom } from "#/cli/api-key-from.ts";
import type { Command, CommandOutput } from "#/cli/command.ts";
import { apiKeyOption } from "#/cli/endpoint-options.ts";
import { cancelSubmission } from "#/features/submissions/cancel-submission.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";
import type { SubmissionAnswer } from "#/features/submissions/submission-view.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

export const submissionsCancel: Command = {
  name: "submissions cancel",
  about: "Ends a submission; what was answered is kept.",
  args: ["ID"],
  options: {},
  run: async ({ needed }) => answer(await cancelSubmission(await operatorUser(), needed("ID"))),
};

export const submissionsRetry: Command = {
  name: "submissions retry",
  about: "Asks once more for the items that failed.",
  args: ["ID"],
  options: { "api-key-env": apiKeyOption },
  async run({ needed, option }) {
    const apiKey = apiKeyFrom(option("api-key-env"));
    return answer(await retrySubmission(await operatorUser(), needed("ID"), { ...(apiKey && { apiKey }) }));
  },
};

export const submissionsPublish: Command = {
  name: "submissions publish",
  about: "Puts a submission's scores on the leaderboards.",
  args: ["ID"],
  options: { name: { about: "publish under this name of the model instead", value: "NAME" } },
  run: async ({ needed, option }) =>
    answer(await publishSubmission(await operatorUser(), needed("ID"), option("name"))),
};

function answer(value: SubmissionAnswer): CommandOutput {
  return { value, text: `${value.id}  ${value.status}  ${value.url}\n` };
}
