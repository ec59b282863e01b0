export const questionTypes = ["yes-or-no", "what", "how"] as const;
export const quadrants = ["distortion", "other", "in-context-distortion", "in-context-other"] as const;

export type QuestionType = (typeof questionTypes)[number];
export type Quadrant = (typeof quadrants)[number];
export type Cell = `${QuestionType}.${Quadrant}`;
export type Slice = QuestionType | Quadrant | Cell | "overall";

/** The 12 cells in reading order: a row of quadrants for each question type. */
export const cells: readonly Cell[] = questionTypes.flatMap((type) =>
  quadrants.map((quadrant): Cell => `${type}.${quadrant}`),
);

export const slices: readonly Slice[] = [...questionTypes, ...quadrants, ...cells, "overall"];

/**
 * The ids of LLVisionQA: `questionType` 0 yes-or-no, 1 what, 2 how; `concern` is the quadrant's index.
 * Both null in files that do not classify their questions.
 */
export type Classified = { questionType: number | null; concern: number | null };

/**
 * The slices an item counts in: its question type, its quadrant, their cell and `overall`; an
 * unclassified item counts in `overall` alone. Throws a RangeError for an id that is not in LLVisionQA.
 */
export function slicesOf({ questionType, concern }: Classified): Slice[] {
  if (questionType === null || concern === null) return ["overall"];
  const type = questionTypes[questionType];
  const quadrant = quadrants[concern];
  if (type === undefined) throw new RangeError(`Question type ${questionType} is not one of 0, 1, 2.`);
  if (quadrant === undefined) throw new RangeError(`Concern ${concern} is not one of 0, 1, 2, 3.`);
  return [type, quadrant, `${type}.${quadrant}`, "overall"];
}
