import type { Attack } from "#/bench/strangers/attack.ts";
import { unrepairable } from "#/bench/strangers/attacks/endpoint-probes.ts";
import { completion, inTurn, type Reply } from "#/bench/strangers/hostile-endpoint.ts";
import { completionBody } from "#/test/misbehaviours.ts";

/** As many as the honest neighbour that this is compared with. */
const callsInFlight = 32;
const right = completion("A");

type Settings = { submissions?: number; apiKey?: string; isQuality?: boolean };

function runs(reply: () => Reply, { submissions = 1, apiKey, isQuality }: Settings = {}): Attack["prepare"] {
  return async (stranger) => {
    const url = await stranger.endpoint(reply());
    const dataset = isQuality ? stranger.stage.qualitySet : stranger.stage.runSet;
    return async () => {
      const concurrency = Math.ceil(callsInFlight / submissions);
      await stranger.repeat(1, () => stranger.submit(url, concurrency, dataset, apiKey), submissions);
      await stranger.rest();
    };
  };
}

const run = { takesWorker: true, leastSeconds: 4 } as const;

export const endpointRuns: Attack[] = [
  {
    ...run,
    name: "hostile-run",
    kind: "worker share",
    what: "a run whose every answer is 2 MB of ->, 32 at a time",
    isQuick: true,
    prepare: runs(() => completion("->".repeat(990_000))),
  },
  {
    ...run,
    name: "json-repair-run",
    kind: "worker share",
    what: 'a run whose every other reply is 2 MB of \\" before an escaped line end',
    prepare: runs(() => inTurn(right, { body: unrepairable })),
  },
  {
    ...run,
    name: "many-runs",
    kind: "worker share",
    what: "16 runs of one account, with answers of 500 kB of lines",
    prepare: runs(() => completion("B. because\n".repeat(45_000)), { submissions: 16 }),
  },
  {
    ...run,
    name: "marks-run",
    kind: "odd text",
    what: "a run whose answers are 1 MB of combining marks out of order",
    prepare: runs(() => completion(`A${"\u0301\u0316".repeat(250_000)}`)),
  },
  {
    ...run,
    name: "fast-run",
    kind: "worker share",
    what: "a run whose endpoint answers at once and rightly, as fast as it is asked",
    prepare: runs(() => right),
  },
  {
    ...run,
    name: "white-space-run",
    kind: "worker share",
    what: "a run whose right answers stand in 2 MB of white space",
    prepare: runs(() => ({ body: Buffer.concat([Buffer.alloc(2_000_000, " "), right.body as Buffer]) })),
  },
  {
    ...run,
    name: "resets-run",
    kind: "worker share",
    what: "a run whose endpoint resets every other connection",
    prepare: runs(() => (response, call) => {
      if (call % 2 === 0) response.socket?.resetAndDestroy();
      else response.writeHead(200, { "content-type": "application/json" }).end(right.body);
    }),
  },
  {
    ...run,
    name: "masked-key-run",
    kind: "worker share",
    what: "a run with a key whose answers are 2 MB that look like a masked key",
    prepare: runs(() => completion(`${"sk-stranger-".repeat(160_000)}**`), {
      apiKey: "sk-stranger-0123456789",
    }),
  },
  {
    ...run,
    name: "long-errors-run",
    kind: "worker share",
    what: "a run whose every other reply is an error of 2 MB of addresses",
    prepare: runs(() => {
      const message = "http://127.0.0.1/[::1]:1 ".repeat(76_000);
      return inTurn(right, { status: 500, body: Buffer.from(JSON.stringify({ error: { message } })) });
    }),
  },
  {
    ...run,
    name: "model-names-run",
    kind: "odd text",
    what: "a run whose every answer names another model, 100 kB long",
    prepare: runs(() => {
      const long = "\u202e\u0301m".repeat(33_000);
      return (response, call) =>
        void response
          .writeHead(200, { "content-type": "application/json" })
          .end(JSON.stringify(completionBody({ content: "A", model: `${call}${long}` })));
    }),
  },
  {
    ...run,
    name: "logprobs-run",
    kind: "worker share",
    what: "ratings with log-probabilities of 20,000 words each",
    prepare: runs(
      () => {
        const top = Array.from({ length: 20_000 }, (_, n) => ({
          token: ` w${n}`,
          logprob: -n / 1000,
          bytes: [1, 2],
        }));
        const logprobs = { content: [{ token: "good", logprob: -0.1, bytes: null, top_logprobs: top }] };
        return completion("good", { logprobs });
      },
      { isQuality: true },
    ),
  },
  {
    ...run,
    name: "token-lists-run",
    kind: "worker share",
    what: "ratings with log-probabilities of 30,000 tokens after each other",
    prepare: runs(
      () => {
        const content = Array.from({ length: 30_000 }, () => ({ token: "a", logprob: -1, top_logprobs: [] }));
        return completion("good", { logprobs: { content } });
      },
      { isQuality: true },
    ),
  },
  {
    ...run,
    name: "refused-pictures-run",
    kind: "worker share",
    what: "a run whose endpoint refuses every picture in every form",
    prepare: runs(() =>
      inTurn(right, { status: 400, body: '{"error":{"message":"unsupported image format: image/png"}}' }),
    ),
  },
];
