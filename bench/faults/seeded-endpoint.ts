import { seededAt } from "#/bench/faults/seeded.ts";
import { type ReceivedCall, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { after, type Misbehaviour, ok } from "#/test/misbehaviours.ts";
import { startReplayEndpoint } from "#/test/replay-endpoint.ts";
import { itemOf } from "#/test/submission-fixtures.ts";

export type SeededCall = { item: number; attempt: number; received: ReceivedCall };
/** What to do with a call; null: what is usual. */
export type Interference = (call: SeededCall) => Misbehaviour | null;

export type SeededEndpoint = {
  url: string;
  interfere: Interference;
  /** Calls about an item, so far. */
  calls(): number;
  /** Items asked at least once. */
  asked(): number;
  /** On the clock of `performance.now()`. */
  lastCallAt(): number;
  maxInFlight(): number;
  close(): Promise<void>;
};

/** A model whose answers depend on the seed and the item alone: letters, sentences, now and then none. */
export async function startSeededEndpoint(
  seed: number,
  latencyMs: number,
  interfere: Interference = () => null,
): Promise<SeededEndpoint> {
  const attempts = new Map<number, number>();
  let driftCheckCalls = 0;
  let calls = 0;
  let lastCallAt = 0;
  const server = await startMisbehavingEndpoint((received) => {
    const item = itemOf(received);
    received.body = null;
    // A drift check asks about no item; it meets the endpoint's troubles too, each time others.
    if (Number.isNaN(item)) {
      driftCheckCalls += 1;
      return endpoint.interfere({ item: -driftCheckCalls, attempt: 1, received }) ?? ok("A");
    }
    const attempt = (attempts.get(item) ?? 0) + 1;
    attempts.set(item, attempt);
    calls += 1;
    lastCallAt = performance.now();
    return endpoint.interfere({ item, attempt, received }) ?? after(latencyMs, ok(answerOf(seed, item)));
  });
  const endpoint: SeededEndpoint = {
    url: server.url,
    interfere,
    calls: () => calls,
    asked: () => attempts.size,
    lastCallAt: () => lastCallAt,
    maxInFlight: server.maxInFlight,
    close: server.close,
  };
  return endpoint;
}

function answerOf(seed: number, item: number): string {
  const letter = "ABC"[Math.floor(seededAt(seed, item) * 3)] ?? "A";
  const manner = seededAt(seed, item, 1);
  if (manner < 0.05) return "I would rather not say.";
  return manner < 0.2 ? `The answer is ${letter}.` : letter;
}

export type Twist = (item: number, body: string) => string;

/** A model that gives log-probabilities, of which `twist` makes what it likes. */
export async function startRatingEndpoint(seed: number, twist: Twist): Promise<SeededEndpoint> {
  const asked = new Set<number>();
  const server = await startReplayEndpoint(
    (item) => ({ good: 15 + 5 * seededAt(seed, item), poor: 17 }),
    (item, body) => {
      if (item === null) return body;
      asked.add(item);
      return twist(item, body);
    },
  );
  return {
    url: server.url,
    interfere: () => null,
    calls: () => asked.size,
    asked: () => asked.size,
    lastCallAt: () => 0,
    maxInFlight: server.maxInFlight,
    close: server.close,
  };
}
