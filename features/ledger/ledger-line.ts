/** What a line of the ledger is about: a model on datasets, a dataset, or neither. */
export type LedgerLine = {
  model: string | null;
  datasets: string[];
  counts: Record<string, number>;
  /** The submission it is about. */
  submission?: string;
};

/** Reads a line's subject and detail as its verb wrote them; what is missing there is left out. */
export function ledgerLine({
  verb,
  subject,
  detail,
}: {
  verb: string;
  subject: string;
  detail: unknown;
}): LedgerLine {
  const facts = typeof detail === "object" && detail !== null ? detail : {};
  const counts = Object.fromEntries(
    Object.entries(facts).filter((pair): pair is [string, number] => typeof pair[1] === "number"),
  );
  const submission =
    "submission" in facts && typeof facts.submission === "string" ? { submission: facts.submission } : {};
  if (verb === "dataset-imported" || verb === "pictures-attached")
    return { model: null, datasets: [subject], counts };
  if (verb.startsWith("run-") || verb === "answers-verified") {
    const [model = subject, dataset] = subject.split(" on ");
    return { model, datasets: dataset === undefined ? [] : [dataset], counts, ...submission };
  }
  if (!verb.startsWith("submission-")) return { model: null, datasets: [], counts };
  const named = "datasets" in facts && typeof facts.datasets === "string" ? facts.datasets : "";
  return { model: subject, datasets: named.split(" ").filter(Boolean), counts, ...submission };
}
