import type { ChildProcess } from "node:child_process";
import { expect } from "vitest";
import { db } from "#/lib/db.ts";
import { type MisbehavingEndpoint, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { after as delayed, ok } from "#/test/misbehaviours.ts";
import { fixtureDataset, fixtureSubmission, itemOf, rightAnswer, seen } from "#/test/submission-fixtures.ts";
import { endWorkerProcess, startWorkerProcess } from "#/test/worker-process.ts";

const workers: ChildProcess[] = [];

const items = 900;
const concurrency = 8;

function startProcess(redisUrl?: string): ChildProcess {
  const worker = startWorkerProcess(redisUrl);
  workers.push(worker);
  return worker;
}

/** Three of four real worker processes are killed in mid-run; nothing may be lost, doubled, or asked too fast. */
export async function surviveKills(redisUrl?: string): Promise<void> {
  try {
    await killInMidRun(redisUrl);
  } finally {
    await Promise.all(workers.splice(0).map((worker) => endWorkerProcess(worker, "SIGKILL")));
  }
}

/** A worker sleeps through its leases and wakes as a zombie: it may neither write nor ask on what others took over. */
export async function surviveFreeze(): Promise<void> {
  try {
    await freezeInMidRun();
  } finally {
    await Promise.all(workers.splice(0).map((worker) => endWorkerProcess(worker, "SIGKILL")));
  }
}

async function freezeInMidRun(): Promise<void> {
  await using server = await startMisbehavingEndpoint((call) => delayed(40, ok(rightAnswer(call))));
  const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(items)], { concurrency });
  const reaches = (done: number) => seen(actor, id, ({ runs }) => (runs[0]?.done ?? 0) >= done);
  const frozen = startProcess();
  await reaches(100);
  frozen.kill("SIGSTOP");
  startProcess();
  await reaches(600);
  frozen.kill("SIGCONT");
  const { runs } = await seen(actor, id, ({ status }) => status === "finished");
  expect(runs[0]).toMatchObject({ done: items, missing: 0, scores: { overall: { value: 1, n: items } } });
  expect(itemsAsked(server) - items).toBeLessThanOrEqual(4 * concurrency);
  expect(server.maxInFlight()).toBeLessThanOrEqual(concurrency);
  expect(await endWorkerProcess(frozen, "SIGTERM")).toBe(0);
}

async function killInMidRun(redisUrl?: string): Promise<void> {
  await using server = await startMisbehavingEndpoint((call) => delayed(40, ok(rightAnswer(call))));
  const { id, actor } = await fixtureSubmission(server.url, [await fixtureDataset(items)], { concurrency });
  const reaches = (done: number) => seen(actor, id, ({ runs }) => (runs[0]?.done ?? 0) >= done);
  let victim = startProcess(redisUrl);
  for (const done of [100, 250, 400]) {
    const next = startProcess(redisUrl);
    await reaches(done);
    await endWorkerProcess(victim, "SIGKILL");
    victim = next;
  }
  const { runs } = await seen(actor, id, ({ status }) => status === "finished");
  expect(runs[0]).toMatchObject({ done: items, missing: 0, scores: { overall: { value: 1, n: items } } });
  expect(await db().itemResult.count({ where: { run: { submissionId: id } } })).toBe(items);
  expect(new Set(server.calls.map(itemOf).filter(Number.isInteger)).size).toBe(items);
  expect(server.maxInFlight()).toBeLessThanOrEqual(concurrency);
  console.info(`${itemsAsked(server) - items} of ${items} items were asked twice over three kills`);
  // A kill loses the calls in flight and what the writer lingers over.
  expect(itemsAsked(server) - items).toBeLessThanOrEqual(3 * 4 * concurrency);
  expect(await endWorkerProcess(victim, "SIGTERM")).toBe(0);
}

/** Calls about items: drift checks ask about none. */
function itemsAsked(server: MisbehavingEndpoint): number {
  return server.calls.filter((call) => Number.isInteger(itemOf(call))).length;
}
