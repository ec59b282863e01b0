import { text } from "node:stream/consumers";
import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { exportItems } from "#/features/results/export-items.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { type ReceivedCall, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { failing, html, json, type Misbehaviour, ok, status } from "#/test/misbehaviours.ts";
import { runJobs, settleAll } from "#/test/run-jobs.ts";
import {
  fixtureDataset,
  fixtureSubmission,
  fixtureWorker,
  itemOf,
  rightAnswer,
} from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

const items = 40;
/** Of these every call, of those the first one alone, comes with the habit. */
const isAlways = (item: number) => item % 4 === 1;
const isOnce = (item: number) => item % 4 === 2;

type Habit = {
  name: string;
  does: Misbehaviour;
  /** What becomes of an item that never comes otherwise, and how often it is asked. */
  outcome: string;
  calls: number;
  /** Of an item whose second call is well. */
  once: string;
};

const ended = (finishReason: string, content: string | null) => ok("", { content, finishReason });
const again = { outcome: "error", calls: 7, once: "correct" };
const refused = { outcome: "refused", calls: 1, once: "refused" };

const habits: Habit[] = [
  { name: "abort", does: ended("abort", "A"), ...again },
  { name: "error", does: ended("error", null), ...again },
  {
    name: "a stream that breaks off",
    does: status(200, {}, 'data: {"choices":[{"delta":{"content":"A"}}]}\n\n'),
    ...again,
  },
  { name: "a web page", does: html, outcome: "error", calls: 2, once: "correct" },
  { name: "no choices", does: json({ choices: [] }), outcome: "error", calls: 2, once: "correct" },
  { name: "SAFETY", does: ended("SAFETY", null), ...refused },
  { name: "RECITATION after some text", does: ended("RECITATION", "A"), ...refused },
  { name: "PROHIBITED_CONTENT", does: ended("content_filter: PROHIBITED_CONTENT", null), ...refused },
  { name: "content_filter", does: ended("content_filter", ""), ...refused },
  { name: "a filter as an error", does: failing(400, "content_filter"), ...refused },
  {
    name: "reasoning only",
    does: ok("", { content: null, reasoning: "A or B?" }),
    outcome: "empty",
    calls: 2,
    once: "correct",
  },
  {
    name: "thinking in tags only",
    does: ok("<think>A or B?</think>"),
    outcome: "empty",
    calls: 2,
    once: "correct",
  },
  { name: "nothing at all", does: ended("stop", null), outcome: "empty", calls: 2, once: "correct" },
  {
    name: "cut-off thinking",
    does: ok("", { finishReason: "length", reasoning: "A?" }),
    outcome: "starved",
    calls: 2,
    once: "correct",
  },
  { name: "no option", does: ok("It is a picture."), outcome: "unparsed", calls: 1, once: "unparsed" },
];

async function run(habit: Misbehaviour) {
  const met = new Map<number, number>();
  await using server = await startMisbehavingEndpoint((call: ReceivedCall) => {
    const item = itemOf(call);
    met.set(item, (met.get(item) ?? 0) + 1);
    return isAlways(item) || (isOnce(item) && met.get(item) === 1) ? habit : ok(rightAnswer(call));
  });
  const slug = await fixtureDataset(items);
  const { id, actor } = await fixtureSubmission(server.url, [slug], { concurrency: 4 });
  await runJobs(fixtureWorker(), id, 1);
  await settleAll(id);
  const [view] = (await submissionView(actor, id)).runs;
  const lines = (await text(await exportItems(actor, id, slug, "jsonl"))).trim().split("\n");
  const rows = lines.map((line) => JSON.parse(line) as { status: string; correct: number | null });
  return { view, rows, met };
}

it.each(habits)("classes $name by the table of outcomes", async ({ does, outcome, calls, once }) => {
  const { view, rows, met } = await run(does);
  const isMissing = outcome === "error";
  const expected = rows.map((_, item) => (isAlways(item) ? outcome : isOnce(item) ? once : "correct"));
  expect(rows.map((row) => row.status)).toEqual(expected);
  expect(rows[1]?.correct).toBe(isMissing ? null : 0);
  const right = once === "correct" ? 30 : 20;
  const n = isMissing ? 30 : items;
  expect(view).toMatchObject({
    status: "finished",
    done: n,
    missing: items - n,
    scores: { overall: { n, value: right / n } },
  });
  const asked = [...met].filter(([item]) => isAlways(item)).map(([, times]) => times);
  if (outcome !== "error" || calls === 2) expect(asked).toEqual(Array(10).fill(calls));
  else for (const times of asked) expect(times).toBeGreaterThanOrEqual(calls - 1);
});

it("tries a picture that overflows the context smaller, and names what helps against a refused temperature", async () => {
  const draw = async (n: number) => {
    const create = { width: 1600, height: 900, channels: 3 as const, background: { r: n * 6, g: 90, b: 20 } };
    return { bytes: await sharp({ create }).png().toBuffer(), mime: "image/png" };
  };
  const overflow = failing(400, "This model's maximum context length is 4096 tokens, you requested 5000.");
  await using server = await startMisbehavingEndpoint((call) => {
    const isLarge = JSON.stringify(call.body).includes("data:image/png");
    if (itemOf(call) === 3) return failing(400, "Unsupported value: temperature 0 is not supported");
    return isLarge ? overflow : ok(rightAnswer(call));
  });
  const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(6, { draw })], {
    concurrency: 1,
  });
  await runJobs(fixtureWorker(), id, 1);
  await settleAll(id);
  const [view] = (await submissionView(actor, id)).runs;
  expect(view).toMatchObject({ done: 5, missing: 1, converted: 5, scores: { overall: { value: 1, n: 5 } } });
  expect(view?.errors[0]?.cause).toContain('Add {"temperature": null} to the extra request fields');
});
