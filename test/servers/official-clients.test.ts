import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenerativeAI } from "@google/generative-ai";
import OpenAI from "openai";
import { expect, it } from "vitest";
import type { Protocol } from "#/evaluation/endpoints/protocols.ts";
import { never, openTestEndpoint, testKey, testQuestion } from "#/test/ask-endpoint.ts";
import { type ReceivedCall, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { json, ok } from "#/test/misbehaviours.ts";

type Send = (origin: string, body: never) => Promise<unknown>;
type Client = [Protocol, ReturnType<typeof json>, string[], Send, alsoSends?: object];

const message = json({ type: "message", content: [{ type: "text", text: "B" }] });
const candidate = json({ candidates: [{ content: { parts: [{ text: "B" }] }, finishReason: "STOP" }] });

const clients: Client[] = [
  [
    "openai",
    ok("B"),
    ["authorization"],
    (origin, body) => new OpenAI({ apiKey: testKey, baseURL: `${origin}/v1` }).chat.completions.create(body),
  ],
  [
    "anthropic",
    message,
    ["x-api-key", "anthropic-version"],
    (baseURL, body) => new Anthropic({ apiKey: testKey, baseURL }).messages.create(body),
  ],
  [
    "gemini",
    candidate,
    ["x-goog-api-key"],
    (baseUrl, body) =>
      new GoogleGenerativeAI(testKey)
        .getGenerativeModel({ model: "test-model" }, { baseUrl })
        .generateContent(body),
    { safetySettings: [] },
  ],
];

/** Where a request went, whose key and version it bore, and what was in it. */
function essence({ method, path, headers, body }: ReceivedCall, names: readonly string[]) {
  const borne = Object.fromEntries(names.map((name) => [name, headers[name]]));
  return { method, path, borne, body };
}

it.each(clients)(
  "asks as the official client for Node does: %s",
  async (protocol, reply, names, send, alsoSends) => {
    await using server = await startMisbehavingEndpoint([reply]);
    const origin = server.url.replace(/\/v1$/, "");
    const endpoint = openTestEndpoint(protocol === "openai" ? server.url : origin, { protocol });
    await endpoint.ask(testQuestion, never);
    await endpoint.close();
    const [ours] = server.calls;
    if (!ours) throw new Error("Nothing was sent.");
    await send(origin, ours.body as never);
    const [, theirs] = server.calls;
    if (!theirs) throw new Error("The client sent nothing.");
    for (const name of names) expect(ours.headers[name]).toBeTruthy();
    const body = { ...(ours.body as object), ...alsoSends };
    expect(essence(theirs, names)).toEqual({ ...essence(ours, names), body });
  },
);
