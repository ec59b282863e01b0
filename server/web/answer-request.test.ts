import { once } from "node:events";
import { Agent, createServer, type RequestListener, request as send } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { buffer, text } from "node:stream/consumers";
import { encode } from "next-auth/jwt";
import { expect, it, onTestFinished } from "vitest";
import { answerRequests } from "#/server/web/answer-request.ts";
import { innerServer } from "#/server/web/inner-server.ts";
import { limitConnections } from "#/server/web/limit-connections.ts";
import { PageCache } from "#/server/web/page-cache.ts";
import { RenderGate } from "#/server/web/render-gate.ts";
import { renderPage } from "#/server/web/render-page.ts";

const sessionSecret = "s".repeat(32);
const site = new URL("http://board.example");

/** The front of the web process before an app of the test's own. */
async function front(handle: RequestListener) {
  const seen: string[] = [];
  const counted: RequestListener = (request, response) => {
    seen.push(`${request.method} ${request.url}`);
    handle(request, response);
  };
  const ask = innerServer(counted);
  const cache = new PageCache(
    (asked, network) => renderPage(ask, site, asked, network),
    1e6,
    () => true,
  );
  const files = new Set(["/robots.txt"]);
  const server = createServer(
    answerRequests({ handle: counted, files, cache, gate: new RenderGate(), sessionSecret }),
  );
  limitConnections(server, 0);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: false });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const visit = async (
    path: string,
    { body, ...options }: { body?: string; method?: string; headers?: object } = {},
  ) => {
    const request = send({ port, host: "127.0.0.1", path, agent, ...options } as object);
    request.end(body);
    const [answer] = await once(request, "response");
    return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
  };
  return { port, visit, seen };
}

const page: RequestListener = (_, response) =>
  response.setHeader("content-type", "text/html").end("<p>page</p>");

it("builds a kept page once, whatever else stands in its address or cookies", async () => {
  const { visit, seen } = await front(page);
  for (const query of ["", "?x=1", "?_rsc=9&q=", "?kind=nonsense"])
    expect((await visit(`/leaderboard/perception${query}`)).body).toBe("<p>page</p>");
  const cookie = "next-auth.session-token=junk; a=b";
  expect((await visit("/leaderboard/perception", { headers: { cookie } })).status).toBe(200);
  expect(seen).toEqual(["GET /leaderboard/perception"]);
});

it("gives a member's page and an open page's data to the app", async () => {
  const { visit, seen } = await front(page);
  const token = await encode({ token: { sub: "someone" }, secret: sessionSecret });
  for (const headers of [{ cookie: `next-auth.session-token=${token}` }, { rsc: "1" }])
    await visit("/leaderboard/perception?x=1", { headers });
  expect(seen).toEqual(Array(2).fill("GET /leaderboard/perception?x=1"));
});

it("answers itself what is no file, no page and no method", async () => {
  const { visit, seen } = await front(page);
  for (const path of ["/_next/image?url=/icon.svg&w=64&q=75", "/_next/static/x.js", "/favicon.ico"])
    expect((await visit(path)).status).toBe(404);
  expect((await visit("/", { method: "PUT" })).status).toBe(405);
  expect(seen).toEqual([]);
  expect((await visit("/robots.txt")).status).toBe(200);
});

it("gives the app a form whole, and refuses one that is too large", async () => {
  const { visit, seen } = await front(async (request, response) => {
    response.end(String((await buffer(request)).length));
  });
  expect((await visit("/sign-up", { method: "POST", body: "x".repeat(60_000) })).body).toBe("60000");
  const chinese = { "accept-language": "zh" };
  const large = await visit("/sign-up", { method: "POST", body: "x".repeat(70_000), headers: chinese });
  expect(large.status).toBe(413);
  expect(large.body).toContain("提交的内容过大");
  expect(seen).toHaveLength(1);
});

it("lets nobody who sends or reads slowly hold up the next", async () => {
  const { port, visit } = await front((_, response) => response.end("x".repeat(3e6)));
  for (let n = 0; n < 8; n++) {
    const slow = connect(port, "127.0.0.1");
    onTestFinished(() => void slow.destroy());
    slow.write(`POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nbegin`);
    const unread = connect(port, "127.0.0.1").pause();
    onTestFinished(() => void unread.destroy());
    unread.write("GET /b HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  expect((await visit("/c")).body).toHaveLength(3e6);
});

it("refuses a network that asks for more at once than one may, in its language and with the time to wait", async () => {
  const held: (() => void)[] = [];
  const { visit } = await front((_, response) => void held.push(() => response.end()));
  const asked = Array.from({ length: 64 }, (_, n) => visit(`/page-${n}`).catch(() => null));
  await expect.poll(() => held.length).toBeGreaterThan(0);
  const refused = await visit("/one-more", { headers: { cookie: "locale=zh-CN" } });
  expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "1"]);
  expect(refused.body).toContain('lang="zh-CN"');
  const ending = setInterval(() => held.splice(0).forEach((end) => void end()), 5);
  await Promise.all(asked);
  clearInterval(ending);
});
