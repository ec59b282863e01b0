import type { KeyField } from "#/evaluation/predictions/item-finder.ts";
import { KeptTexts, type TextPlace } from "#/evaluation/predictions/kept-texts.ts";
import { readPerceptionPredictions } from "#/evaluation/predictions/read-perception-predictions.ts";
import type { StoredBytes } from "#/evaluation/predictions/stored-bytes.ts";
import { scorePerception } from "#/evaluation/tasks/perception/accuracy.ts";
import { classifyOutcome } from "#/evaluation/tasks/perception/outcome.ts";
import { parseAnswer } from "#/evaluation/tasks/perception/parse-answer.ts";
import type { ScorableItem } from "#/features/predictions/scorable-item.ts";
import { absentResult, type FileResult, type ReadFile } from "#/features/predictions/scored-file.ts";
import { unreadAmong } from "#/features/results/unread-answers.ts";

type HowToRead = { keyField: KeyField; filter: string | null };
type Read = Omit<FileResult, "response"> & { place: TextPlace | null };

/** Reads the answers in a file, each by the ordinary parser. */
export async function readPerceptionFile(
  source: StoredBytes,
  name: string,
  items: readonly ScorableItem[],
  how: HowToRead,
): Promise<ReadFile> {
  const texts = new KeptTexts();
  try {
    return await readAnswers(source, name, items, { ...how, texts });
  } catch (error) {
    texts.close();
    throw error;
  }
}

async function readAnswers(
  source: StoredBytes,
  name: string,
  items: readonly ScorableItem[],
  { texts, ...how }: HowToRead & { texts: KeptTexts },
): Promise<ReadFile> {
  const found = await readPerceptionPredictions(source, name, { ...how, items, texts });
  const { values, n, coverage, repeated, matches } = found;
  const read = items.map((item, position): Read => {
    const place = values[position]?.response ?? null;
    if (place === null) return { ...absentResult(item.number), place };
    return { ...judged(item, texts.get(place)), place };
  });
  return {
    n,
    coverage,
    repeated,
    matches,
    values: "responses",
    rung: null,
    unread: unreadAmong(
      read.map(({ item, outcome, place }) => ({
        item,
        outcome,
        text: () => (place === null ? "" : texts.get(place)),
      })),
    ),
    score: () => scoresOf(items, read),
    resultOf(position) {
      const { place, ...result } = read[position] as Read;
      // PostgreSQL takes no NUL.
      return place === null ? result : { ...result, response: texts.get(place).replaceAll("\0", "\uFFFD") };
    },
    close: () => texts.close(),
  };
}

function judged({ number, question, options, correctOption }: ScorableItem, response: string): FileResult {
  const answer = parseAnswer(response, options, question ?? "");
  const outcome = classifyOutcome({ answer, finishReason: "unknown", refusal: null }, correctOption);
  const item = { item: number, outcome };
  return answer.option === null ? item : { ...item, parsed: answer.option, parsed_by: answer.method };
}

function scoresOf(items: readonly ScorableItem[], read: readonly Read[]) {
  const outcomes = items.map(({ questionType, concern, subset, group }, position) => ({
    questionType,
    concern,
    subset,
    group,
    outcome: read[position]?.outcome ?? "absent",
  }));
  return scorePerception(outcomes).scores.map((score) => ({ ...score, metric: "accuracy" }));
}
