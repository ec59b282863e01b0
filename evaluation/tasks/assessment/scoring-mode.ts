export type ScoringModeId = "E" | "P" | "F" | "C" | "S" | "T";

export type ScoringMode = {
  id: ScoringModeId;
  label: string;
  needs: string;
  /** Scoring modes whose rows may be ranked together share a group, each with a table of its own. */
  group: "exact" | "first-token" | "sampled" | "text";
  groupLabel: string;
};

/** How much of the assessment task an endpoint can give, best first. */
export const scoringModes: readonly ScoringMode[] = [
  {
    id: "E",
    label: "exact",
    needs: "assistant prefill and log-probabilities of both tokens",
    group: "exact",
    groupLabel: "the official table",
  },
  {
    id: "P",
    label: "prefill, top-K",
    needs: "assistant prefill; both words in the top K, or the missing one bounded 8 nats away",
    group: "exact",
    groupLabel: "the official table",
  },
  {
    id: "F",
    label: "first token",
    needs: "log-probabilities of the first token after a one-word instruction; spelling variants summed",
    group: "first-token",
    groupLabel: "first token",
  },
  {
    id: "C",
    label: "constrained choice with log-probabilities",
    needs: "output constrained to the two words, with log-probabilities",
    group: "first-token",
    groupLabel: "first token",
  },
  {
    id: "S",
    label: "sampled",
    needs: "at least 50 samples an item",
    group: "sampled",
    groupLabel: "estimate",
  },
  { id: "T", label: "text rating 0–100", needs: "text", group: "text", groupLabel: "a different question" },
];

/** Returns the scoring mode by its letter, or null for any other text. */
export function scoringModeById(id: string): ScoringMode | null {
  return scoringModes.find((rung) => rung.id === id) ?? null;
}
