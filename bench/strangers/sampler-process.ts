import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { answerParent } from "#/bench/strangers/answer-parent.ts";
import {
  type MemorySample,
  type ProgressSample,
  type RequestSample,
  type Summary,
  summary,
} from "#/bench/strangers/summary.ts";

export type SamplerTarget = {
  site: string;
  token: string;
  cookie: string;
  submission: string;
  /** Of the other user; it tells how many calls it has answered, whatever becomes of the web process. */
  endpoint: string;
  web: number;
  worker: number;
};
export type SamplerOrder = { target: Partial<SamplerTarget> } | { from: number; to: number };

export type SamplerReport = { ready: true } | { summary: Summary };

const patienceMs = 20_000;
const bound = 20_000;

let target: SamplerTarget = {
  site: "",
  token: "",
  cookie: "",
  submission: "",
  endpoint: "",
  web: 0,
  worker: 0,
};
const requests: RequestSample[] = [];
const inFlight = new Set<RequestSample>();
const progress: ProgressSample[] = [];
const memory: MemorySample[] = [];
const now = () => performance.timeOrigin + performance.now();
const agents = {
  health: undefined,
  page: new Agent({ keepAlive: true }),
  api: new Agent({ keepAlive: true }),
};

/** Somebody else's requests: monitor, visitor and program, each as if it were alone. */
async function sample(
  probe: RequestSample["probe"],
  path: string,
  headers: Record<string, string>,
): Promise<string> {
  const one: RequestSample = { probe, from: now(), to: null, status: 0 };
  inFlight.add(one);
  requests.push(one);
  // A monitor opens a connection every time, a browser and a program keep their connections.
  const agent = agents[probe] ?? false;
  const text = await new Promise<string>((done) => {
    const call = get(new URL(path, target.site), { agent, headers, timeout: patienceMs }, (response) => {
      let text = "";
      one.status = response.statusCode ?? 0;
      response.on("data", (chunk: Buffer) => (text += chunk)).once("end", () => done(text));
      response.once("error", () => done(""));
    });
    call.once("timeout", () => call.destroy()).once("error", () => done(""));
  });
  one.to = now();
  inFlight.delete(one);
  if (requests.length > bound) requests.splice(0, bound / 2);
  return text;
}

async function forever(everyMs: number, work: () => Promise<unknown>): Promise<never> {
  for (;;) {
    if (target.site !== "") await work();
    await delay(everyMs);
  }
}

const address = { "x-forwarded-for": "198.51.100.7" };
let turn = 0;

void forever(50, () => sample("health", "/api/health", address));
void forever(250, () => {
  turn += 1;
  const path = turn % 2 ? `/submissions/${target.submission}` : `/leaderboard/assessment?q=other-${turn}`;
  return sample("page", path, turn % 2 ? { ...address, cookie: target.cookie } : address);
});
void forever(100, () => {
  const headers = { ...address, authorization: `Bearer ${target.token}` };
  return sample("api", `/api/v1/submissions/${target.submission}`, headers);
});
void forever(50, async () => {
  const askedAt = now();
  const reply = await fetch(target.endpoint);
  const { answered: done } = (await reply.json()) as { answered: number };
  progress.push({ at: now(), done, waitedMs: now() - askedAt });
});
void forever(50, async () => {
  memory.push({ at: now(), web: residentMb(target.web), worker: residentMb(target.worker) });
  for (const kept of [memory, progress]) if (kept.length > bound) kept.splice(0, bound / 2);
});

/** Threads of a process are in it, what it starts is not. */
function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

answerParent(async (order: SamplerOrder): Promise<SamplerReport> => {
  if ("target" in order) {
    target = { ...target, ...order.target };
    return { ready: true };
  }
  // What was asked while it lasted is part of it, however late its answer.
  while ([...inFlight].some(({ from }) => from < order.to)) await delay(20);
  while ((progress.at(-1)?.at ?? 0) <= order.to) await delay(20);
  return { summary: summary(order.from, order.to, { requests, progress, memory }) };
});
