import { aspectRatings } from "#/features/results/aspect-ratings.ts";
import { optionText } from "#/features/results/item-columns.ts";
import type { ItemPreview } from "#/features/results/item-preview.ts";
import type { ItemRecord } from "#/features/results/item-record.ts";
import { visibleOutcome } from "#/features/results/visible-outcome.ts";

const longestResponse = 2000;

export function previewItem(record: ItemRecord, canSeeAnswerKeys: boolean): ItemPreview {
  return {
    item: record.number,
    key: String(record.number),
    image: record.imagePath,
    imageHash: record.imageHash,
    status: visibleOutcome(record.outcome, canSeeAnswerKeys),
    question: record.question,
    options: record.options,
    response: record.response?.slice(0, longestResponse) ?? null,
    responseLength: record.response === null ? null : [...record.response].length,
    parsed: optionText(record.options, record.parsed),
    parsedBy: record.parsedBy,
    score: record.score,
    logprobDifference: record.logprobDifference,
    ...(canSeeAnswerKeys && {
      correctAnswer: optionText(record.options, record.correctOption),
      mos: record.mos,
      reference: record.reference,
      ratings: aspectRatings(record.votes ?? []),
    }),
    error: record.error,
    sent: record.sent,
  };
}
