import { createReadStream } from "node:fs";
import { access, constants } from "node:fs/promises";
import { basename } from "node:path";
import type { Command } from "#/cli/command.ts";
import { keyValueText } from "#/cli/key-value-text.ts";
import { matchingText } from "#/cli/matching-text.ts";
import { tableText } from "#/cli/table-text.ts";
import { unreadLines } from "#/cli/unread-lines.ts";
import type { User } from "#/features/access/actor.ts";
import type { PredictionsReport } from "#/features/predictions/predictions-report.ts";
import { checkPredictions, submitPredictions } from "#/features/predictions/submit-predictions.ts";
import { operatorUser } from "#/features/users/operator-user.ts";
import { AppError } from "#/lib/errors.ts";

// A dry run stores nothing, so it does not even make the operator's account.
const reader: User = { id: "shell", email: "shell", isAdmin: true };

export const predictionsScore: Command = {
  name: "predictions score",
  about: "Scores a file of predictions and, with --model, stores it as a private submission.",
  args: ["FILE"],
  options: {
    dataset: { about: "what it was predicted on; has to be imported", value: "S", required: true },
    words: { about: "the word pair, better one first (default: good,poor)", value: "good,poor" },
    filter: {
      about: "which filter of lmms-eval's samples to score, where the file has several",
      value: "NAME",
    },
    model: { about: "whose predictions they are; without it nothing is stored", value: "NAME" },
    "dry-run": { about: "print the scores and store nothing" },
  },
  async run({ option, needed, flag }) {
    const input = {
      dataset: needed("dataset"),
      words: option("words"),
      filter: option("filter"),
      model: option("model"),
    };
    const file = await openFile(needed("FILE"));
    if (flag("dry-run") || input.model === undefined) {
      const report = await checkPredictions(reader, input, file);
      const hint = flag("dry-run") ? "" : "; name the model with --model NAME to store it";
      return { value: report, text: `${reportText(report)}Nothing was stored${hint}.\n` };
    }
    const { submission, report } = await submitPredictions(await operatorUser(), input, file);
    const stored = `Stored as submission ${submission.id}, private. Publish it with: submissions publish ${submission.id}\n`;
    return { value: { ...report, ...submission }, text: reportText(report) + stored };
  },
};

async function openFile(path: string) {
  try {
    await access(path, constants.R_OK);
  } catch (error) {
    throw new AppError("bad-input", `${path} cannot be read. Check the path.`, { cause: error });
  }
  return { source: createReadStream(path), name: basename(path) };
}

function reportText(report: PredictionsReport): string {
  const { dataset, model, n, total, coverage, repeated, matched, ranked, scores, ablations } = report;
  const facts = keyValueText({
    dataset,
    model,
    items: `${n} of ${total}, coverage ${(coverage * 100).toFixed(2)} %${ranked ? "" : ", not ranked"}`,
    "repeated rows": repeated || null,
  });
  const doubt = matched.by.position > 0 && matched.keys === null ? "no-keys" : undefined;
  const head =
    facts +
    matchingText(matched, doubt)
      .map((line) => `${line}\n`)
      .join("") +
    unreadLines(report.unread);
  const rows = Object.entries(scores).map(([name, { value, low, high, n: items }]) => [
    name,
    figure(value),
    low === null || high === null ? "" : `${figure(low)} to ${figure(high)}`,
    items ?? "",
  ]);
  const argmax = Object.entries(ablations.argmax ?? {}).map(([name, value]) => [
    `${name} by argmax`,
    figure(value),
    "",
    n,
  ]);
  if (rows.length === 0) return `${head}No scores: the dataset has no answers.\n`;
  return `${head}\n${tableText([["score", "value", "95 % interval", "items"], ...rows, ...argmax])}`;
}

function figure(value: number | null): string {
  return value === null ? "undefined" : value.toFixed(4);
}
