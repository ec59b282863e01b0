import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { ChildTalk } from "#/bench/strangers/child-talk.ts";
import { OtherUser } from "#/bench/strangers/other-user.ts";
import type { SamplerOrder, SamplerReport } from "#/bench/strangers/sampler-process.ts";
import type { Stage } from "#/bench/strangers/stage.ts";
import { stageSets } from "#/bench/strangers/staged-sets.ts";
import type { Summary } from "#/bench/strangers/summary.ts";
import type { BenchBoard } from "#/bench/with-bench-board.ts";
import { provideEnv } from "#/lib/env.ts";
import { type Role, startBoard, untilReady } from "#/server/board-processes.ts";
import { startChild } from "#/server/child-process.ts";
import { firstFreePort, isPortFree } from "#/server/free-port.ts";
import { ensureWebBuild } from "#/server/web-build.ts";

const loopback = "127.0.0.1";
/** The loopback by name: Next calls its own server so, and redirects a page to itself where it is called otherwise. */
const webHost = "localhost";
/** Apart from that of another bench which has looked for a port and not taken it yet. */
const firstPort = 20_000 + (process.pid % 400) * 100;
const now = () => performance.timeOrigin + performance.now();

/** Web and worker as processes that are kept running, an honest endpoint, a user with a run, and who measures. */
export class AttackedBoard {
  readonly stage: Stage;
  readonly user: OtherUser;
  readonly neighbour: OtherUser;
  /** Of an honest file with 40,000 answers. */
  readonly uploadSeconds: number;
  readonly #sampler: ChildTalk<SamplerOrder, SamplerReport>;
  readonly #crashes: string[];
  readonly #pids: ReadonlyMap<Role, number>;

  private constructor(
    parts: Pick<AttackedBoard, "stage" | "user" | "neighbour" | "uploadSeconds">,
    sampler: AttackedBoard["sampler"],
    crashes: string[],
    pids: ReadonlyMap<Role, number>,
  ) {
    this.stage = parts.stage;
    this.user = parts.user;
    this.neighbour = parts.neighbour;
    this.uploadSeconds = parts.uploadSeconds;
    this.#sampler = sampler;
    this.#crashes = crashes;
    this.#pids = pids;
  }

  private get sampler() {
    return this.#sampler;
  }

  /** Opens one for as long as `work` takes. */
  static async within<T>(
    { services, folder }: BenchBoard,
    work: (board: AttackedBoard) => Promise<T>,
  ): Promise<T> {
    await ensureWebBuild((line) => console.error(line));
    const closing: (() => Promise<void> | void)[] = [];
    try {
      const port = await firstFreePort(firstPort, webHost);
      const endpointPort = await firstFreePort(port + 1, loopback);
      const site = `http://${webHost}:${port}`;
      provideEnv({ NEXTAUTH_URL: site, TRUSTED_PROXIES: "1", PORT: String(port) });
      const endpoints = [endpointPort, endpointPort + 1].map((at) => steadyEndpoint(at));
      closing.push(async () => void (await Promise.all(endpoints.map((endpoint) => endpoint.stop()))));
      const crashes: string[] = [];
      const sampler: AttackedBoard["sampler"] = new ChildTalk("bench/strangers/sampler-process.ts");
      closing.push(() => sampler.end());
      const pids = new Map<Role, number>();
      const start = (role: Role) => {
        const board = startBoard({
          services: {
            ...services,
            share: async (pid) => {
              pids.set(role, pid);
              await services.share(pid);
              await sampler.ask({ target: { [role]: pid } });
            },
          },
          roles: [role],
          port,
          host: webHost,
          mode: "start",
          logFile: (name) => join(folder, `${name}.log`),
          onCrash: (line) => crashes.push(line),
        });
        closing.push(() => board.stop());
      };
      start("web");
      const sets = await stageSets();
      await untilReady(site);
      start("worker");
      const [own = "", neighbours = ""] = await Promise.all(
        endpoints.map(async ({ port: at, baseUrl }) => {
          while (await isPortFree(at, loopback)) await delay(50);
          return baseUrl;
        }),
      );
      const user = await OtherUser.open("other", own, sets.runSet);
      const neighbour = await OtherUser.open("neighbour", neighbours, sets.runSet);
      const { published, seconds: uploadSeconds } = await user.publishAnswers({ ...sets, site });
      const context = { ...sets, site, published };
      await user.keepRunning(1);
      const cookie = await user.cookie(context);
      await sampler.ask({ target: { cookie, token: user.account.token, submission: user.submission } });
      await sampler.ask({ target: { site, endpoint: own } });
      return await work(
        new AttackedBoard({ stage: context, user, neighbour, uploadSeconds }, sampler, crashes, pids),
      );
    } finally {
      for (const close of closing.reverse()) await close();
    }
  }

  /** What others see while `work` goes on, and until all that they asked meanwhile is answered. */
  async measure(
    work: () => Promise<void>,
  ): Promise<{ summary: Summary; seconds: number; crashes: string[] }> {
    const from = now();
    await work();
    const to = now();
    const report = await this.#sampler.ask({ from, to });
    if (!("summary" in report)) throw new Error("The sampler gave no summary.");
    return { summary: report.summary, seconds: (to - from) / 1000, crashes: this.#crashes.splice(0) };
  }

  async idleFor(seconds: number): Promise<Summary> {
    return (await this.measure(() => delay(seconds * 1000))).summary;
  }

  /** Ends web and worker, which are then started again: an attack that lasts for hours is known well enough. */
  async startAgain(): Promise<void> {
    for (const role of ["web", "worker"] as const) endProcess(this.#pids.get(role));
    await delay(500);
    await untilReady(this.stage.site);
    this.#crashes.length = 0;
    // What the old worker had begun is waited for by nobody.
    await this.user.stop();
    await this.keepRunning(1);
  }

  /** Has the other user's run go on for long enough; what it was before, where that ended badly. */
  async keepRunning(itemsLeft: number): Promise<string | null> {
    const ended = await this.user.keepRunning(itemsLeft);
    await this.#sampler.ask({ target: { submission: this.user.submission } });
    return ended;
  }
}

/** Answers every call after 50 ms, whoever asks. */
function steadyEndpoint(port: number) {
  const env = { PORT: String(port), LATENCY_MS: "50" };
  const child = startChild({ name: "endpoint", args: ["bench/steady-endpoint.ts"], env });
  return { port, baseUrl: `http://${loopback}:${port}/v1`, stop: () => child.stop() };
}

function endProcess(pid: number | undefined): void {
  try {
    if (pid) process.kill(pid, "SIGKILL");
  } catch {
    // It has just been ended by who watches it.
  }
}
