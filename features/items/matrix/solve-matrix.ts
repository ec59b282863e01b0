/** One character an item: right, wrong, wrong because it could not be read, no answer that counts. */
const marks = { right: "1", wrong: "0", unread: "x", missing: "." } as const;
export type Mark = keyof typeof marks;

export type MatrixRow = { slug: string; name: string; verdicts: string };
export type Matrix = {
  /** Item numbers, the hardest first. */
  numbers: number[];
  /** By item, how many models are right, and of how many. */
  right: number[];
  answered: number[];
  /** Models, the best first; verdicts in the order of `numbers`. */
  rows: (MatrixRow & { right: number; answered: number })[];
};

const counted = (verdict: string | undefined) => verdict !== undefined && verdict !== marks.missing;
const count = (verdicts: string, test: (verdict: string) => boolean) => [...verdicts].filter(test).length;

/** Verdicts `rows[i].verdicts[j]` on item `numbers[j]`, sorted both ways: by share of right answers. */
export function sortMatrix(numbers: readonly number[], rows: readonly MatrixRow[]): Matrix {
  const columns = numbers
    .map((number, index) => {
      const verdicts = rows.map((row) => row.verdicts[index]);
      const answered = verdicts.filter(counted).length;
      const right = verdicts.filter((verdict) => verdict === marks.right).length;
      return { number, place: index, right, answered, share: answered === 0 ? 2 : right / answered };
    })
    .sort((a, b) => a.share - b.share || a.number - b.number);
  const sorted = rows
    .map(({ slug, name, verdicts }) => ({
      slug,
      name,
      verdicts: columns.map(({ place: index }) => verdicts[index] ?? marks.missing).join(""),
      right: count(verdicts, (verdict) => verdict === marks.right),
      answered: count(verdicts, counted),
    }))
    .sort((a, b) => b.right / (b.answered || 1) - a.right / (a.answered || 1) || (a.slug < b.slug ? -1 : 1));
  return {
    numbers: columns.map(({ number }) => number),
    right: columns.map(({ right }) => right),
    answered: columns.map(({ answered }) => answered),
    rows: sorted,
  };
}

export function markOf(verdict: string | undefined): Mark {
  if (verdict === marks.right) return "right";
  if (verdict === marks.wrong) return "wrong";
  return verdict === marks.unread ? "unread" : "missing";
}
