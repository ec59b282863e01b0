import { once } from "node:events";
import {
  Agent,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
} from "node:http";
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { HostileEndpoint, type Reply } from "#/bench/strangers/hostile-endpoint.ts";
import type { Account, Stage } from "#/bench/strangers/stage.ts";
import { addTold, nothingTold } from "#/bench/strangers/told.ts";

const keptBytes = 4096;
const mostPatienceMs = 20_000;
/** So many times as long as it repeats its attack, a stranger waits for an answer. */
const patienceTimes = 3;

type Asked = {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Uint8Array | AsyncIterable<Uint8Array>;
  /** Without the account's token. */
  isAnonymous?: boolean;
  /** Breaks off at the first bytes of the answer. */
  leavesAtOnce?: boolean;
};

export type Answer = { status: number; text: string; headers: IncomingMessage["headers"] };

/** One attacker: an account, an address, an HTTP client that notes what it is told, and an endpoint of its own. */
export class Stranger {
  readonly stage: Stage;
  readonly told = nothingTold();
  readonly #account: Account;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 });
  readonly #sockets = new Set<Socket>();
  readonly #endpoints: HostileEndpoint[] = [];
  readonly #submitted: string[] = [];
  #endsAt = Number.POSITIVE_INFINITY;
  #patienceMs = mostPatienceMs;
  #cookie = "";

  constructor(context: Stage, account: Account) {
    this.stage = context;
    this.#account = account;
  }

  /** From now on, what repeats does so for so long. */
  startClock(seconds: number): void {
    this.#endsAt = performance.now() + seconds * 1000;
    this.#patienceMs = Math.min(mostPatienceMs, patienceTimes * seconds * 1000);
  }

  get isOver(): boolean {
    return performance.now() >= this.#endsAt;
  }

  /** Until the attack's time is over. */
  async rest(): Promise<void> {
    await delay(Math.max(0, this.#endsAt - performance.now()));
  }

  /** Several at a time, again and again until the time is over or `most` are done. */
  async repeat(atOnce: number, work: (turn: number) => Promise<unknown>, most = 20_000): Promise<void> {
    let turn = 0;
    const lane = async () => {
      while (!this.isOver && turn < most) await work(turn++);
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  }

  get identity(): Record<string, string> {
    if (this.#cookie) return { cookie: this.#cookie, ...this.place };
    return { authorization: `Bearer ${this.#account.token}`, ...this.place };
  }

  /** The board stands behind one proxy, which says where somebody comes from. */
  get place(): Record<string, string> {
    return { "x-forwarded-for": this.#account.address };
  }

  /** One request; its answer is noted and given, its text up to a few kilobytes. */
  async ask(path: string, asked: Asked = {}): Promise<Answer> {
    const { method = "GET", isAnonymous = false } = asked;
    const headers = { ...(isAnonymous ? this.place : this.identity), ...asked.headers };
    const url = new URL(path, this.stage.site);
    // As written, so that no part of a strange path is put right.
    const options = { host: url.hostname, port: url.port, path, method, headers, agent: this.#agent };
    const answer = await new Promise<Answer & { bytes: number }>((done) => {
      const none = { status: 0, text: "", headers: {}, bytes: 0 };
      const call = request(options, (response) => {
        let [bytes, text] = [0, ""];
        const finish = () => {
          clearTimeout(patience);
          done({ status: response.statusCode ?? 0, text, headers: response.headers, bytes });
        };
        response.on("data", (chunk: Buffer) => {
          if (text.length < keptBytes) text += chunk.toString("utf8", 0, keptBytes);
          bytes += chunk.length;
          if (asked.leavesAtOnce) call.destroy();
        });
        response.once("end", finish).once("close", finish).on("error", finish);
      });
      const patience = setTimeout(() => call.destroy(), this.#patienceMs);
      call.on("error", () => {
        clearTimeout(patience);
        done(none);
      });
      void send(call, asked.body);
    });
    addTold(this.told, answer.status, answer.bytes, answer.text);
    return answer;
  }

  json(path: string, body: unknown, method = "POST"): Promise<Answer> {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return this.ask(path, { method, headers: { "content-type": "application/json" }, body: text });
  }

  /** Sends a file of predictions, to be stored or to be looked at only. */
  upload(
    body: Asked["body"],
    { isDry = false, dataset = this.stage.fileSet, name = "answers" } = {},
  ): Promise<Answer> {
    const query = new URLSearchParams({ dataset, model: "Stranger", filename: name });
    if (isDry) query.set("dry-run", "1");
    const known = body instanceof Uint8Array ? { "content-length": body.byteLength } : {};
    const headers = { "content-type": "application/octet-stream", ...known };
    return this.ask(`/api/v1/predictions?${query}`, { method: "POST", headers, body });
  }

  /** An endpoint of the stranger's own; the base URL. */
  async endpoint(reply: Reply, listReply?: Reply): Promise<string> {
    const endpoint = await HostileEndpoint.start(reply, listReply);
    this.#endpoints.push(endpoint);
    return endpoint.url;
  }

  probe(baseUrl: string): Promise<Answer> {
    return this.json("/api/v1/submissions/probe", { protocol: "openai", baseUrl, model: "m" });
  }

  dryRun(baseUrl: string, dataset = this.stage.runSet): Promise<Answer> {
    const endpoint = { protocol: "openai", baseUrl, model: "m" };
    return this.json("/api/v1/submissions/dry-run", { endpoint, dataset });
  }

  /** Submits a run; it is cancelled when the attack is over. */
  async submit(
    baseUrl: string,
    concurrency: number,
    dataset = this.stage.runSet,
    apiKey?: string,
  ): Promise<Answer> {
    const answer = await this.json("/api/v1/submissions", {
      model: { name: `Stranger ${Math.random().toString(36).slice(2)}` },
      endpoint: { protocol: "openai", baseUrl, model: "m", concurrency, ...(apiKey && { apiKey }) },
      datasets: [dataset],
    });
    const id = /"id":"([^"]+)"/.exec(answer.text)?.[1];
    if (id) this.#submitted.push(id);
    return answer;
  }

  /** A raw connection, closed when the attack is over. */
  socket(): Socket {
    const { hostname, port } = new URL(this.stage.site);
    const socket = connect(Number(port), hostname);
    this.#sockets.add(socket);
    socket.on("error", () => {}).once("close", () => this.#sockets.delete(socket));
    return socket;
  }

  /** Becomes a browser with a session in place of a program with a token. */
  async signIn(): Promise<void> {
    const cookies = new Map<string, string>();
    const keep = ({ headers }: Answer) => {
      for (const line of headers["set-cookie"] ?? []) {
        const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=", 2);
        cookies.set(name, value);
      }
    };
    const { email, password } = this.#account;
    const csrf = await this.ask("/api/auth/csrf", { isAnonymous: true });
    keep(csrf);
    const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string };
    const cookie = () => [...cookies].map((pair) => pair.join("=")).join("; ");
    const body = new URLSearchParams({ email, password, csrfToken, json: "true" }).toString();
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const headers = { cookie: cookie(), origin: this.stage.site, ...type };
    keep(
      await this.ask("/api/auth/callback/credentials", { method: "POST", headers, body, isAnonymous: true }),
    );
    if (![...cookies.keys()].some((name) => name.includes("session-token")))
      throw new Error(`${email} could not sign in: ${JSON.stringify(this.told)}`);
    this.#cookie = cookie();
  }

  async leave(): Promise<void> {
    await Promise.all(this.#submitted.map((id) => this.json(`/api/v1/submissions/${id}/cancel`, {})));
    for (const socket of this.#sockets) socket.destroy();
    this.#agent.destroy();
    for (const endpoint of this.#endpoints) endpoint.close();
  }
}

async function send(call: ClientRequest, body: Asked["body"]): Promise<void> {
  if (body === undefined || typeof body === "string" || body instanceof Uint8Array)
    return void call.end(body);
  for await (const piece of body) {
    if (call.destroyed || call.writableEnded) return;
    if (!call.write(piece)) await drained(call);
  }
  call.end();
}

async function drained(call: ClientRequest): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race(["drain", "close"].map((event) => once(call, event, { signal }))).catch(() => {});
  over.abort();
}
