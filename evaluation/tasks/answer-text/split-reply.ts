import { type ReplyTag, replyTags } from "#/evaluation/tasks/answer-text/reply-tags.ts";

/** A part of what a model said. `isAnswer`: it stood in a tag for the answer, such as `<answer>`. */
export type ReplyPart = { text: string; isAnswer: boolean };

/**
 * Returns what a reply says apart from its thinking, in parts. Thinking that is never closed reaches to an answer's
 * tag or the end; a closing tag without an opening one ends thinking from the start. Parts that lead to an answer
 * (`<SUMMARY>`) are left out where there is thinking or an answer beside them.
 */
export function splitReply(reply: string): ReplyPart[] {
  const tags = replyTags(reply);
  const walk = new TagWalk(reply, tags);
  for (const tag of tags) walk.take(tag);
  return walk.finish();
}

class TagWalk {
  #parts: ReplyPart[] = [];
  #mode: "plain" | "thinking" | "step" | "answer" = "plain";
  #start = 0;
  /** Parts before it are outside the thinking that a lone closing tag ends. */
  #settled = 0;
  readonly #reply: string;
  readonly #lastEnd: number;
  readonly #dropsSteps: boolean;

  constructor(reply: string, tags: readonly ReplyTag[]) {
    this.#reply = reply;
    this.#lastEnd = tags.findLast(({ kind }) => kind === "thinking-end")?.start ?? -1;
    this.#dropsSteps = tags.some(({ kind }) => kind === "answer" || kind === "thinking");
  }

  take(tag: ReplyTag): void {
    if (this.#mode === "thinking") {
      this.#takeInThinking(tag);
      return;
    }
    if (this.#mode === "step" && (tag.kind === "marker" || tag.kind === "line")) return;
    this.#flush(tag);
    switch (tag.kind) {
      case "thinking":
        this.#mode = "thinking";
        return;
      case "thinking-end":
        this.#parts.length = this.#settled;
        this.#mode = "plain";
        return;
      case "step":
        this.#mode = this.#dropsSteps ? "step" : "plain";
        return;
      case "answer":
        this.#mode = "answer";
        return;
      case "step-end":
      case "answer-end":
        this.#mode = "plain";
        return;
      case "marker":
      case "line":
        this.#parts.push({ text: tag.kind === "line" ? "\n" : " ", isAnswer: this.#mode === "answer" });
    }
  }

  finish(): ReplyPart[] {
    this.#flush({ start: this.#reply.length, end: this.#reply.length });
    return this.#parts;
  }

  #takeInThinking(tag: ReplyTag): void {
    const ends = tag.kind === "thinking-end" || (tag.kind === "answer" && this.#lastEnd < tag.start);
    if (!ends) return;
    this.#start = tag.end;
    this.#settled = this.#parts.length;
    this.#mode = tag.kind === "answer" ? "answer" : "plain";
  }

  #flush({ start, end }: { start: number; end: number }): void {
    const isSaid = this.#mode === "plain" || this.#mode === "answer";
    const text = this.#reply.slice(this.#start, start);
    if (isSaid && text !== "") this.#parts.push({ text, isAnswer: this.#mode === "answer" });
    this.#start = end;
  }
}
