import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Protocol } from "#/evaluation/endpoints/protocols.ts";
import type { ReceivedCall } from "#/test/misbehaving-endpoint.ts";

export type SentBody = { protocol: Protocol; body: Record<string, unknown> };

const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));
const run = promisify(execFile);

/** What the providers' own packages for Node declare as the body of a request that is not streamed. */
const published: Record<Protocol, { imports: string; type: string }> = {
  openai: {
    imports: 'import type OpenAI from "openai";',
    type: "OpenAI.Chat.ChatCompletionCreateParamsNonStreaming",
  },
  anthropic: {
    imports: 'import type Anthropic from "@anthropic-ai/sdk";',
    type: "Anthropic.MessageCreateParamsNonStreaming",
  },
  gemini: {
    imports: 'import type { GenerateContentRequest } from "@google/generative-ai";',
    type: "GenerateContentRequest",
  },
};

/** Of vLLM, SGLang and llama.cpp, tried where a server does more than OpenAI publishes. */
const vendorFields = [
  "continue_final_message",
  "add_generation_prompt",
  "chat_template_kwargs",
  "structured_outputs",
  "guided_choice",
  "regex",
  "logprob_token_ids",
  "allowed_token_ids",
  "return_tokens_as_token_ids",
];
/** Of OpenAI, tried once by a probe where another protocol is spoken, and refused there. */
const foreignFields = ["n", "reasoning_effort"];

/** The body of a question, as sent; null for any other call. */
export function sentBody(protocol: Protocol, { method, path, body }: ReceivedCall): SentBody | null {
  const isQuestion = /\/chat\/completions|\/messages$|:generateContent$/.test(path);
  if (method !== "POST" || !isQuestion || typeof body !== "object" || body === null) return null;
  return { protocol, body: body as Record<string, unknown> };
}

/** The same without what is listed as not published: other servers' fields, marked turns, Together's number. */
export function standardPart({ protocol, body }: SentBody): SentBody {
  const left = protocol === "openai" ? vendorFields : [...vendorFields, ...foreignFields];
  const { logprobs, messages, ...rest } = body;
  const turns = Array.isArray(messages) ? messages.map(({ prefix: _, ...turn }) => turn) : messages;
  const kept = Object.entries(rest).filter(([field]) => !left.includes(field));
  return {
    protocol,
    body: {
      ...Object.fromEntries(kept),
      ...(turns === undefined ? {} : { messages: turns }),
      ...(logprobs === undefined || typeof logprobs === "number" ? {} : { logprobs }),
    },
  };
}

/** What the compiler says against bodies as values of the published types; empty where they are valid. */
export async function shapeErrors(sent: readonly SentBody[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "q-bench-board-shapes-"));
  try {
    await symlink(modules, join(folder, "node_modules"));
    const imports = Object.values(published).map((one) => one.imports);
    const values = [...new Set(sent.map(asSource))].map(
      (text, index) => `export const body${index} = ${text}`,
    );
    await writeFile(join(folder, "sent.ts"), [...imports, ...values].join("\n"));
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["sent.ts"] }));
    await run(process.execPath, [join(modules, "typescript/bin/tsc"), "-p", folder, "--pretty", "false"]);
    return [];
  } catch (error) {
    const { stdout = "" } = error as { stdout?: string };
    if (stdout === "") throw error;
    return stdout.trim().split("\n");
  } finally {
    await rm(folder, { recursive: true });
  }
}

const compilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: "ES2024",
  module: "ESNext",
  moduleResolution: "bundler",
  lib: ["ES2024", "DOM"],
  types: ["node"],
};

/** Pictures, numbers of items and drawn numbers apart, so that what differs in its shape is checked once. */
function asSource({ protocol, body }: SentBody): string {
  const text = JSON.stringify(body)
    .replace(/[A-Za-z0-9+/]{24,}={0,2}(?=")/g, "AAAA")
    .replace(/Item \d+:/g, "Item 0:");
  return `${text} satisfies ${published[protocol].type};`;
}
