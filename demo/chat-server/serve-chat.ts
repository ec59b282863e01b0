import { timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { type ChatRequest, readChatRequest } from "#/demo/chat-server/chat-request.ts";
import { createCompletion } from "#/demo/chat-server/completion.ts";
import type { Step } from "#/demo/chat-server/token-step.ts";
import { AppError, type ErrorCode } from "#/lib/errors.ts";

export type ChatServerOptions = { port?: number; latencyMs?: number; apiKey?: string };

/** `url` is the origin, `baseUrl` what an OpenAI-style client is given. */
export type ChatServer = { url: string; baseUrl: string; model: string; close(): Promise<void> };

export type ChatModel = {
  name: string;
  fingerprint: string;
  /** Throws an AppError for what it cannot answer. */
  reply(request: ChatRequest): Promise<readonly Step[]>;
};

const host = "127.0.0.1";
const largestBodyBytes = 64 * 1024 * 1024;

const statusOf: Partial<Record<ErrorCode, number>> = {
  "bad-input": 400,
  unauthenticated: 401,
  "not-found": 404,
  "too-large": 413,
};

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > largestBodyBytes)
      throw new AppError("too-large", "The body is larger than 64 MB. Send a smaller image.");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (cause) {
    throw new AppError("bad-input", "The body is not valid JSON. Send a JSON object.", { cause });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

function sendError(response: ServerResponse, error: unknown): void {
  const known =
    error instanceof AppError ? error : new AppError("internal", "The model failed on this request.");
  const status = statusOf[known.code] ?? 500;
  const type = status === 500 ? "server_error" : "invalid_request_error";
  const code = status === 401 ? "invalid_api_key" : status === 404 ? "model_not_found" : null;
  send(response, status, { error: { message: known.message, type, param: null, code } });
}

function checkKey(request: IncomingMessage, apiKey: string | undefined): void {
  if (apiKey === undefined) return;
  const sent = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${apiKey}`);
  if (sent.length !== wanted.length || !timingSafeEqual(sent, wanted)) {
    throw new AppError("unauthenticated", "Incorrect API key provided. Send it as a bearer token.");
  }
}

async function answer(
  request: IncomingMessage,
  model: ChatModel,
  { apiKey, latencyMs = 0 }: ChatServerOptions,
) {
  checkKey(request, apiKey);
  const route = `${request.method} ${new URL(request.url ?? "/", "http://host").pathname}`;
  if (route === "GET /v1/models") {
    return {
      object: "list",
      data: [{ id: model.name, object: "model", created: 0, owned_by: "q-bench-board" }],
    };
  }
  if (route !== "POST /v1/chat/completions") {
    throw new AppError(
      "not-found",
      `${route} is not served here. Use POST /v1/chat/completions or GET /v1/models.`,
    );
  }
  const asked = readChatRequest(await readJson(request), model.name);
  const [steps] = await Promise.all([model.reply(asked), latencyMs > 0 ? delay(latencyMs) : undefined]);
  return createCompletion(asked, steps, model.name, model.fingerprint);
}

/** Serves one model on the loopback address in OpenAI's chat completions form; port 0 (the default) takes a free one. */
export async function serveChat(model: ChatModel, options: ChatServerOptions = {}): Promise<ChatServer> {
  const server = createServer((request, response) => {
    answer(request, model, options).then(
      (body) => send(response, 200, body),
      (error: unknown) => sendError(response, error),
    );
  });
  server.listen(options.port ?? 0, host);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new AppError("internal", "The server has no port.");
  const url = `http://${host}:${address.port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, baseUrl: `${url}/v1`, model: model.name, close };
}
