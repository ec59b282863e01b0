import { z } from "zod";

/** Outcomes of answers that came and that nothing was read from; each counts as wrong. */
export const unreadOutcomes = ["unparsed", "refused", "starved", "empty"] as const;

/** How many answers came to one of them, with the first few as they came; `item` as readers know it. */
export const unreadSchema = z.object({
  outcome: z.enum(unreadOutcomes),
  count: z.int(),
  examples: z.array(z.object({ item: z.int(), text: z.string() })).describe("the first few, cut"),
});

export type UnreadAnswers = z.infer<typeof unreadSchema>;

type Answer = { item: number; outcome: string; text: () => string };

export const examplesShown = 3;
export const exampleCharacters = 200;

/** Returns what answers came to, in the order of `unreadOutcomes`; an outcome that none came to is left out. */
export function unreadAmong(answers: Iterable<Answer>): UnreadAnswers[] {
  const groups = new Map<string, UnreadAnswers>(
    unreadOutcomes.map((outcome) => [outcome, { outcome, count: 0, examples: [] }]),
  );
  for (const { item, outcome, text } of answers) {
    const group = groups.get(outcome);
    if (!group) continue;
    group.count += 1;
    if (group.examples.length < examplesShown)
      group.examples.push({ item, text: text().slice(0, exampleCharacters).toWellFormed() });
  }
  return [...groups.values()].filter(({ count }) => count > 0);
}
