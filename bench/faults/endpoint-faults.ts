import { gzipSync } from "node:zlib";
import type { Fault } from "#/bench/faults/fault.ts";
import { nothing } from "#/bench/faults/fault.ts";
import { asked, firstKey, runsAre } from "#/bench/faults/run-context.ts";
import { seededAt } from "#/bench/faults/seeded.ts";
import { retrySubmission } from "#/features/submissions/retry-submission.ts";
import { db } from "#/lib/db.ts";
import {
  completionBody,
  drip,
  failing,
  hang,
  huge,
  type Misbehaviour,
  reset,
  status,
} from "#/test/misbehaviours.ts";

const stormMs = 3_000;
const mebibyte = 1024 * 1024;

const storm: Fault = {
  key: "storm",
  title: "429 storm of 3 s with Retry-After",
  family: "E",
  async disturb(context) {
    await asked(context, 0.3);
    const until = performance.now() + stormMs;
    const refusal = failing(429, "slow down", { "retry-after": "1" });
    context.endpoint.interfere = () => (performance.now() < until ? refusal : null);
  },
};

const thirtyPercent: Fault = {
  key: "5xx",
  title: "30 % of 5xx",
  family: "E",
  interfere:
    (seed) =>
    ({ item, attempt }) => {
      const chance = seededAt(seed, item, attempt, 2);
      return chance < 0.3 ? failing([500, 502, 503][Math.floor(chance * 10)] ?? 500, "out of order") : null;
    },
  disturb: nothing,
};

const isHuge = (seed: number, item: number) => seededAt(seed, item, 3) < 0.01;
const isBomb = (seed: number, item: number) => !isHuge(seed, item) && seededAt(seed, item, 4) < 0.01;
const packed = (body: string): Misbehaviour =>
  status(200, { "content-type": "application/json", "content-encoding": "gzip" }, gzipSync(body));
const bomb = packed(JSON.stringify(completionBody({ content: " ".repeat(8 * mebibyte) })));

const bodies: Fault = {
  key: "bodies",
  title: "hangs, drips, huge and compressed bodies",
  family: "E",
  settings: { CALL_TIMEOUT_MS: "1000" },
  interfere:
    (seed) =>
    ({ item, attempt }) => {
      if (isHuge(seed, item)) return huge(3 * mebibyte);
      if (isBomb(seed, item)) return bomb;
      if (attempt > 1) return null;
      const chance = seededAt(seed, item, 5);
      if (chance < 0.02) return hang;
      return chance < 0.04 ? drip(100) : null;
    },
  disturb: nothing,
  spoilt: (seed, item) => (isHuge(seed, item) || isBomb(seed, item) ? /^error .*larger than/ : null),
};

const down: Fault = {
  key: "down",
  title: "endpoint down for longer than all retries of a call",
  family: "E",
  async disturb(context) {
    const { endpoint, submissionId } = context;
    await asked(context, 0.3);
    endpoint.interfere = () => reset;
    await runsAre(submissionId, ([run]) => run?.status === "paused");
    endpoint.interfere = () => null;
    // The pause of 30 s is over at once.
    await db().run.updateMany({ where: { submissionId }, data: { resumeAt: new Date() } });
  },
};

const revoked: Fault = {
  key: "key-revoked",
  title: "key revoked in mid-run, the owner gives a new one",
  family: "E",
  async disturb(context) {
    const { endpoint, submissionId, actor } = context;
    await asked(context, 0.3);
    const old = `Bearer ${firstKey}`;
    endpoint.interfere = ({ received }) =>
      received.headers.authorization === old ? failing(401, "this key was revoked") : null;
    await runsAre(submissionId, ([run]) => run?.status === "paused" && run.reason === "endpoint-refused");
    await retrySubmission(actor, submissionId, { apiKey: `${firstKey}-new` });
  },
};

const isNotANumber = (seed: number, item: number) => seededAt(seed, item, 6) < 0.05;
const isMissing = (seed: number, item: number) => !isNotANumber(seed, item) && seededAt(seed, item, 7) < 0.05;

const notNumbers: Fault = {
  key: "not-numbers",
  title: "NaN and −9999 as log-probabilities",
  family: "E",
  twist: (seed) => (item, body) => {
    if (isNotANumber(seed, item)) return body.replaceAll(/"logprob":[^,}]+/g, '"logprob":NaN');
    return isMissing(seed, item) ? body.replaceAll(/"logprob":[^,}]+/g, '"logprob":-9999') : body;
  },
  disturb: nothing,
  spoilt: (seed, item) => (isNotANumber(seed, item) || isMissing(seed, item) ? /^(error|unparsed) / : null),
};

export const endpointFaults: Fault[] = [storm, thirtyPercent, bodies, down, revoked, notNumbers];
