import { splitReply } from "#/evaluation/tasks/answer-text/split-reply.ts";

/** Returns what a model said apart from its thinking and from the tags around its answer. */
export function stripReasoning(text: string): string {
  return splitReply(text)
    .map((part) => part.text)
    .join("");
}
