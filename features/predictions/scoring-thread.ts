import { setPriority } from "node:os";
import { OpenFile } from "#/evaluation/predictions/stored-bytes.ts";
import { readAssessmentFile } from "#/features/predictions/read-assessment-file.ts";
import { readPerceptionFile } from "#/features/predictions/read-perception-file.ts";
import { itemsOfText, type ScorableItem } from "#/features/predictions/scorable-item.ts";
import type { FileFacts, FileResult, ReadFile } from "#/features/predictions/scored-file.ts";
import type { FileToRead, ScoringAnswers, ScoringJob } from "#/features/predictions/scoring-job.ts";
import { serveThread } from "#/lib/threads/serve-thread.ts";

const resultsAtOnce = 5000;
const charactersAtOnce = 2 ** 20;

/** Of the file at hand; the next one starts from nothing. */
let items: ScorableItem[] = [];
let file: ReadFile | null = null;

/** A third of the processor where another thread wants it too. */
const niceness = 5;

// Whoever opens a page goes first. Only on Linux is this the thread's own priority, elsewhere the process's.
if (process.platform === "linux") setPriority(niceness);

serveThread(async (job: ScoringJob): Promise<ScoringAnswers[keyof ScoringAnswers]> => {
  if ("begin" in job) {
    file?.close();
    file = null;
    items = [];
    return null;
  }
  if ("items" in job) {
    items.push(...itemsOfText(job.items));
    return null;
  }
  if ("read" in job) return read(job.read);
  if (!file) throw new Error("There is no file yet.");
  return "score" in job ? file.score() : resultsFrom(file, job.results.from);
});

async function read({ descriptor, bytes, name, task, ...how }: FileToRead): Promise<FileFacts> {
  const source = new OpenFile(descriptor, bytes);
  file =
    task === "perception"
      ? await readPerceptionFile(source, name, items, how)
      : await readAssessmentFile(source, name, items, how);
  const { n, coverage, repeated, matches, values, rung, unread } = file;
  return { n, coverage, repeated, matches, values, rung, unread };
}

/** Few where their texts are long. */
function resultsFrom({ resultOf }: ReadFile, from: number): ScoringAnswers["results"] {
  const results: FileResult[] = [];
  let characters = 0;
  let at = from;
  for (; at < items.length && results.length < resultsAtOnce && characters < charactersAtOnce; at++) {
    const result = resultOf(at);
    characters += result.response?.length ?? 0;
    results.push(result);
  }
  return { text: JSON.stringify(results), next: at < items.length ? at : null };
}
