/** What reading and scoring a file need to know of a dataset's item. */
export type ScorableItem = {
  number: number;
  imagePath: string;
  key: string | null;
  question: string | null;
  options: string[];
  questionType: number | null;
  concern: number | null;
  subset: string | null;
  correctOption: number | null;
  mos: number | null;
  group: string | null;
};

/** Its columns in `items`, in the order of one row of `itemsOfText`. */
export const itemColumns =
  "number, image_path, key, question, options, question_type, concern, subset, correct_option, mos, group_name";

type Row = [
  number,
  string,
  string | null,
  string | null,
  string[],
  number | null,
  number | null,
  string | null,
  number | null,
  number | null,
  (string | null)?,
];

/** Returns items from a JSON list of rows, as the database writes them. */
export function itemsOfText(text: string): ScorableItem[] {
  return (JSON.parse(text) as Row[]).map(
    ([
      number,
      imagePath,
      key,
      question,
      options,
      questionType,
      concern,
      subset,
      correctOption,
      mos,
      group = null,
    ]) => ({
      number,
      imagePath,
      key,
      question,
      options,
      questionType,
      concern,
      subset,
      correctOption,
      mos,
      group,
    }),
  );
}
