import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import { withBenchBoard } from "#/bench/with-bench-board.ts";
import { withWeb } from "#/bench/with-web.ts";
import { defaultRetryPolicy } from "#/evaluation/endpoints/decorators/retry.ts";
import { createUser } from "#/features/users/create-user.ts";
import { provideEnv } from "#/lib/env.ts";
import { printError } from "#/server/print-error.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { after, ok } from "#/test/misbehaviours.ts";
import { fixtureDataset, rightAnswer } from "#/test/submission-fixtures.ts";
import { startWorker } from "#/workers/start-worker.ts";

const account = { email: "proxied@example.org", password: "correct horse battery staple" };
const items = 400;

/** A proxy that gives each request to the next server in turn, as a plain load balancer does. */
async function startProxy() {
  const targets: string[] = [];
  const served = new Map<string, number>();
  let turn = 0;
  const server = createServer((incoming, response) => {
    const target = targets[turn++ % targets.length] ?? "";
    served.set(target, (served.get(target) ?? 0) + 1);
    const { method, headers, url = "/" } = incoming;
    const outgoing = forward(new URL(url, target), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on("error", () => response.destroy());
    incoming.pipe(outgoing);
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, targets, served, close };
}

class Visitor {
  readonly #cookies = new Map<string, string>();
  readonly #site: string;

  constructor(site: string) {
    this.#site = site;
  }

  get cookie(): string {
    return [...this.#cookies].map((pair) => pair.join("=")).join("; ");
  }

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie: this.cookie, origin: this.#site, ...init.headers };
    const response = await fetch(`${this.#site}${path}`, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=", 2);
      this.#cookies.set(name, value);
    }
    return response;
  }
}

async function signIn(visitor: Visitor): Promise<void> {
  const { csrfToken } = (await (await visitor.ask("/api/auth/csrf")).json()) as { csrfToken: string };
  const body = new URLSearchParams({ ...account, csrfToken, json: "true" });
  const answer = await visitor.ask("/api/auth/callback/credentials", { method: "POST", body });
  assert.ok(answer.status < 400, `sign-in answered ${answer.status}`);
}

/** The events of a submission until it ends, as one web process tells them. */
async function follow(web: string, id: string, cookie: string): Promise<{ events: number; last: string }> {
  const response = await fetch(`${web}/api/v1/submissions/${id}/events`, { headers: { cookie } });
  const text = await response.text();
  const events = [...text.matchAll(/^event: (\w+)$/gm)];
  return {
    events: events.length,
    last: /"status":"(\w+)"/.exec(text.slice(text.lastIndexOf("data:")))?.[1] ?? "",
  };
}

async function measure(): Promise<void> {
  await withBenchBoard(async (board) => {
    const proxy = await startProxy();
    provideEnv({ NEXTAUTH_URL: proxy.url });
    await createUser(account);
    const dataset = await fixtureDataset(items);
    await using endpoint = await startMisbehavingEndpoint((call) => after(40, ok(rightAnswer(call))));
    const calls = { leaseMs: 20_000, jobs: 8, maxCalls: 128, retry: defaultRetryPolicy, judgeCalls: 8 };
    await withWeb(board, (first) =>
      withWeb(board, async (second) => {
        proxy.targets.push(first, second);
        const visitor = new Visitor(proxy.url);
        await signIn(visitor);
        const statuses = new Set<number>();
        for (let round = 0; round < 20; round++)
          statuses.add((await visitor.ask("/api/v1/submissions")).status);
        assert.deepEqual([...statuses], [200]);
        const worker = startWorker(calls);
        const submitted = await visitor.ask("/api/v1/submissions", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({
            model: { name: "Proxied" },
            endpoint: { protocol: "openai", baseUrl: endpoint.url, model: "m" },
            datasets: [dataset],
          }),
        });
        assert.equal(submitted.status, 201, await submitted.clone().text());
        const { id } = (await submitted.json()) as { id: string };
        const heard = await Promise.all([first, second].map((web) => follow(web, id, visitor.cookie)));
        await worker.stop();
        for (const { events, last } of heard) {
          assert.equal(last, "finished");
          assert.ok(events >= 3);
        }
        console.log(
          `requests: ${[...proxy.served.values()].join(" and ")} to the two web processes, one session`,
        );
        console.log(`events until the end: ${heard.map(({ events }) => events).join(" and ")}`);
      }),
    );
    proxy.close();
  });
}

await measure().catch(printError);
