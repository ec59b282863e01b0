export const letters = ["B", "A", "C", "B", "A", "C"];
const options = ["High", "Low", "Medium"];

export const questionOf = (item: number) => `How strong is effect ${item} here?`;

/** Six questions with public answers, as the official JSON has them. */
export const sixQuestions = letters.map((letter, item) => ({
  type: item % 3,
  concern: item % 4,
  question: questionOf(item),
  img_path: `s${item}.jpg`,
  candidates: options,
  correct_ans: options["ABC".indexOf(letter)],
}));

/** The same as a VLMEvalKit TSV whose index is what is given. */
export function sixQuestionTable(keys: readonly (number | string)[]): string {
  const rows = keys.map((key, item) => [key, questionOf(item), ...options, letters[item]]);
  return table("\t", ["index", "question", "A", "B", "C", "answer"], rows);
}

export function table(delimiter: string, header: readonly string[], rows: readonly unknown[][]): string {
  return [header, ...rows].map((cells) => `${cells.join(delimiter)}\n`).join("");
}

/** One JSON object a line. */
export function jsonLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}
