import type { ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Attack } from "#/bench/strangers/attack.ts";
import { completion, type Reply } from "#/bench/strangers/hostile-endpoint.ts";
import { completionBody } from "#/test/misbehaviours.ts";

const mebibyte = 2 ** 20;
const escapedQuotes = '\\"'.repeat(990_000);
export const unrepairable = Buffer.from(`{"a":NaN,"b":"${escapedQuotes}\\\n"}`);

/** Asks for a probe and a dry run at a time, again and again. */
function looksAt(reply: () => Reply, listReply?: () => Reply): Attack["prepare"] {
  return async (stranger) => {
    const url = await stranger.endpoint(reply(), listReply?.());
    return () =>
      stranger.repeat(2, (turn) => (turn % 2 === 0 ? stranger.dryRun(url) : stranger.probe(url)), 30);
  };
}

const anyBody = completionBody({ content: "A" });

export const endpointProbes: Attack[] = [
  {
    name: "json-repair-probe",
    kind: "patterns in replies",
    what: 'replies of 2 MB of \\" before an escaped line end, by probe and dry run',
    isQuick: true,
    prepare: looksAt(() => ({ body: unrepairable })),
  },
  {
    name: "arrows-probe",
    kind: "patterns in replies",
    what: "replies of 2 MB of ->, by probe and dry run",
    prepare: looksAt(() => completion("->".repeat(990_000))),
  },
  {
    name: "error-text",
    kind: "patterns in replies",
    what: "errors of 2 MB of addresses, of almost addresses, and of masked keys",
    prepare: looksAt(() => {
      const message = "[a:1.2.3.4.5.http://x **".repeat(80_000);
      return {
        status: 400,
        body: Buffer.from(JSON.stringify({ error: { message, code: message.slice(0, 1000) } })),
      };
    }),
  },
  {
    name: "brotli-bomb",
    kind: "endpoint transport",
    what: "256 MB of white space in a few kilobytes of brotli",
    isQuick: true,
    prepare: looksAt(() => {
      const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } };
      const body = brotliCompressSync(Buffer.alloc(256 * mebibyte, " "), quick);
      return { body, headers: { "content-encoding": "br" } };
    }),
  },
  {
    name: "gzip-reply-bomb",
    kind: "endpoint transport",
    what: "2 MB of gzip that unpacks to 2 GB",
    prepare: looksAt(() => {
      const part = gzipSync(Buffer.alloc(128 * mebibyte, " "), { level: 9 });
      return {
        body: Buffer.concat(Array.from({ length: 15 }, () => part)),
        headers: { "content-encoding": "gzip" },
      };
    }),
  },
  {
    name: "huge-headers",
    kind: "endpoint transport",
    what: "replies with 15 kB of headers, and some with 500 kB",
    prepare: looksAt(() => (response, call) => {
      const bytes = call % 2 === 0 ? 15_000 : 500_000;
      response.writeHead(200, { "content-type": "application/json", "x-long": "h".repeat(bytes) });
      response.end(JSON.stringify(anyBody));
    }),
  },
  {
    name: "chunk-flood",
    kind: "endpoint transport",
    what: "a reply in a million chunks of one byte",
    prepare: looksAt(() => {
      const chunks = Buffer.from("1\r\n \r\n".repeat(20_000));
      return (response) => {
        const { socket } = response;
        socket?.write(
          "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
        );
        void pour(response, chunks, 50);
      };
    }),
  },
  {
    name: "early-hints",
    kind: "endpoint transport",
    what: "interim answers (103) without end, before any answer",
    prepare: looksAt(() => {
      const hints = Buffer.from("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".repeat(2000));
      return (response) => void pour(response, hints, 1000);
    }),
  },
  {
    name: "drip",
    kind: "endpoint transport",
    what: "replies that drip a byte every 20 ms and never end",
    prepare: looksAt(() => (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const timer = setInterval(() => response.write(" "), 20);
      response.once("close", () => clearInterval(timer));
    }),
  },
  {
    name: "resets",
    kind: "endpoint transport",
    what: "connections reset as soon as a call has come",
    prepare: looksAt(() => (response) => void response.socket?.resetAndDestroy()),
  },
  {
    name: "listed-models",
    kind: "endpoint transport",
    what: "a list of 60,000 models, another one for every look",
    prepare: looksAt(
      () => completion("A"),
      () => {
        const data = Array.from({ length: 60_000 }, (_, n) => ({ id: `model-${n}-${"e\u0301".repeat(3)}` }));
        return { body: Buffer.from(JSON.stringify({ data })).subarray(0, 2 * mebibyte) };
      },
    ),
  },
  {
    name: "deep-reply",
    kind: "patterns in replies",
    what: "replies nested a million deep, in place of an answer and inside one",
    prepare: looksAt(() => {
      const deep = `${"[".repeat(500_000)}${"]".repeat(500_000)}`;
      const inside = JSON.stringify(anyBody).replace('"A"', deep);
      return (response, call) => void response.writeHead(200).end(call % 2 === 0 ? inside : deep);
    }),
  },
  {
    name: "odd-fields",
    kind: "patterns in replies",
    what: "100,000 choices in an answer, each with parts of its own",
    prepare: looksAt(() => {
      const [choice] = anyBody.choices as object[];
      const choices = Array.from({ length: 9000 }, () => choice);
      const content = Array.from({ length: 20_000 }, () => ({ type: "text", text: "A" }));
      const first = { ...choice, message: { role: "assistant", content } };
      return { body: Buffer.from(JSON.stringify({ ...anyBody, choices: [first, ...choices] })) };
    }),
  },
];

async function pour({ socket }: ServerResponse, bytes: Buffer, times: number): Promise<void> {
  for (let turn = 0; turn < times && socket && !socket.destroyed; turn++)
    if (!socket.write(bytes)) await new Promise<void>((go) => socket.once("drain", go).once("close", go));
}
