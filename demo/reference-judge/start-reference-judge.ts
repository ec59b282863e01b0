import type { ChatRequest } from "#/demo/chat-server/chat-request.ts";
import { type ChatServer, type ChatServerOptions, serveChat } from "#/demo/chat-server/serve-chat.ts";
import { certainSteps, type Step } from "#/demo/chat-server/token-step.ts";
import { rate } from "#/demo/reference-judge/rate.ts";
import { readJudgePrompt } from "#/demo/reference-judge/read-prompt.ts";

export const judgeModel = "lexical-judge-1";

async function replyWithScore({ messages }: ChatRequest): Promise<readonly Step[]> {
  const prompt = messages.map(({ text }) => text).join("\n");
  const { dimension, reference, answer } = readJudgePrompt(prompt);
  return certainSteps(`Score: ${rate(dimension, reference, answer)}`);
}

/** An OpenAI-style server whose model compares low-level terms: deterministic, and no judge of language. */
export function startReferenceJudge(options: ChatServerOptions = {}): Promise<ChatServer> {
  return serveChat({ name: judgeModel, fingerprint: "lexical-terms-v1", reply: replyWithScore }, options);
}
