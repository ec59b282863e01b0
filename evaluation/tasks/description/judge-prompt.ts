import { answerAsData, escapeMarks } from "#/evaluation/tasks/description/answer-as-data.ts";

export type JudgeCase = {
  /** What is rated; data, never instruction. */
  answer: string;
  reference: string;
  /** With its options, where the template has a place for it. */
  question?: string;
};

/**
 * Fills a template's places in one pass, so that a place named inside the answer or the reference stays text.
 * Every filling is escaped; only the answer is cut.
 */
export function judgePrompt(template: string, { answer, reference, question = "" }: JudgeCase): string {
  const fillings: Record<string, () => string> = {
    answer: () => answerAsData(answer).text,
    reference: () => escapeMarks(reference),
    question: () => escapeMarks(question),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (place, name: string) => fillings[name]?.() ?? place);
}
