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

/** The ids of LLVisionQA: `questionType` 0 yes-or-no, 1 what, 2 how; `concern` is the quadrant's index. */
export type Classified = { questionType: number; concern: number };

/**
 * The four slices an item counts in: its question type, its quadrant, their cell and `overall`.
 * Throws a RangeError for an id that is not in LLVisionQA.
 */
export function slicesOf(item: Classified): [QuestionType, Quadrant, Cell, "overall"] {
  const type = questionTypes[item.questionType];
  const quadrant = quadrants[item.concern];
  if (type === undefined) throw new RangeError(`Question type ${item.questionType} is not one of 0, 1, 2.`);
  if (quadrant === undefined) throw new RangeError(`Concern ${item.concern} is not one of 0, 1, 2, 3.`);
  return [type, quadrant, `${type}.${quadrant}`, "overall"];
}
