export const questionTypes = ["yes-or-no", "what", "how"] as const;
export const quadrants = ["distortion", "other", "in-context-distortion", "in-context-other"] as const;
/** Pairs of pictures (Q-Bench2) have no quadrants: what is asked about, and whether it is compared or asked of both. */
export const pairConcerns = ["distortion", "other"] as const;
export const pairSubsets = ["compare", "joint"] as const;

type QuestionType = (typeof questionTypes)[number];
export type Quadrant = (typeof quadrants)[number];
export type PairSubset = (typeof pairSubsets)[number];
/** What an item counts in beside its question type. */
export type Concern = Quadrant | PairSubset;
export type Cell = `${QuestionType}.${Quadrant}`;
export type Slice = QuestionType | Concern | Cell | "overall";

/** The 12 cells in reading order: a row of quadrants for each question type. */
export const cells: readonly Cell[] = cellsOf(quadrants);
/** The 6 cells of pairs: a row of distortion and other for each question type. */
export const pairCells: readonly Cell[] = cellsOf(pairConcerns);

/** Of single pictures. @internal */
export const slices: readonly Slice[] = [...questionTypes, ...quadrants, ...cells, "overall"];
/** @internal */
export const pairSlices: readonly Slice[] = [
  ...questionTypes,
  ...pairConcerns,
  ...pairSubsets,
  ...pairCells,
  "overall",
];

/**
 * The ids of LLVisionQA and Q-Bench2: `questionType` 0 yes-or-no, 1 what, 2 how; `concern` of a single picture is the
 * quadrant's index, of a pair 0 and 2 distortion, 1 and 3 other. Both null in files that do not classify their
 * questions. `subset` is `compare` or `joint` for a pair; null, or any other text, for a single picture.
 */
export type Classified = { questionType: number | null; concern: number | null; subset: string | null };

/**
 * Returns the slices an item counts in: its question type, its quadrant, their cell and `overall`. A pair counts in its type,
 * in `distortion` or `other`, in the cell of both, in `compare` or `joint` and in `overall`, as in the tables of
 * Q-Bench+. An unclassified item counts in `overall` alone. Throws a RangeError for an id that is not in LLVisionQA.
 */
export function slicesOf(item: Classified): Slice[] {
  const { questionType, concern } = item;
  if (questionType === null || concern === null) return ["overall"];
  const type = questionTypes[questionType];
  if (type === undefined) throw new RangeError(`Question type ${questionType} is not one of 0, 1, 2.`);
  const [quadrant, subset] = concernsOf(item);
  if (quadrant === undefined) return ["overall"];
  return [type, quadrant, `${type}.${quadrant}`, ...(subset ? [subset] : []), "overall"];
}

/**
 * Returns the quadrant of a single picture; of a pair `distortion` or `other`, then `compare` or `joint`. Empty for an
 * unclassified item. Throws a RangeError for a concern that is not in LLVisionQA.
 */
export function concernsOf({
  concern,
  subset,
}: Omit<Classified, "questionType">): [] | [Quadrant] | [Quadrant, PairSubset] {
  if (concern === null) return [];
  const quadrant = quadrants[concern];
  if (quadrant === undefined) throw new RangeError(`Concern ${concern} is not one of 0, 1, 2, 3.`);
  return isPairSubset(subset) ? [concern % 2 === 0 ? "distortion" : "other", subset] : [quadrant];
}

export function isPairSubset(name: string | null): name is PairSubset {
  return pairSubsets.some((subset) => subset === name);
}

/** Returns the slices of a set with these items, in reading order: one of pairs if any item is a pair. */
export function slicesOfSet(items: readonly Pick<Classified, "subset">[]): readonly Slice[] {
  return items.some(({ subset }) => isPairSubset(subset)) ? pairSlices : slices;
}

/** Returns what such a set is divided into beside question types: quadrants, or distortion, other, compare and joint. */
export function concernsOfSet(items: readonly Pick<Classified, "subset">[]): readonly Concern[] {
  return slicesOfSet(items) === pairSlices ? [...pairConcerns, ...pairSubsets] : quadrants;
}

function cellsOf(concerns: readonly Quadrant[]): Cell[] {
  return questionTypes.flatMap((type) => concerns.map((concern): Cell => `${type}.${concern}`));
}
