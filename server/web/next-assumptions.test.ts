import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { CLIENT_STATIC_FILES_PATH } from "next/constants.js";
import * as nextHeaders from "next/dist/client/components/app-router-headers.js";
import { getScriptNonceFromHeaders } from "next/dist/server/app-render/get-script-nonce-from-header.js";
import { createInlinedDataReadableStream } from "next/dist/server/app-render/use-flight-response.js";
import RenderResult from "next/dist/server/render-result.js";
import { sendRenderResult } from "next/dist/server/send-payload.js";
import { NextResponse } from "next/server.js";
import { expect, it, onTestFinished } from "vitest";
import { contentSecurityPolicy, newNonce } from "#/lib/http/content-security-policy.ts";
import { answerWith, cachePage } from "#/server/web/cached-page.ts";
import { innerServer } from "#/server/web/inner-server.ts";
import { pageRequest } from "#/server/web/page-request.ts";
import { renderPage } from "#/server/web/render-page.ts";
import { requestKind } from "#/server/web/request-kind.ts";
import { untilRendered } from "#/server/web/until-rendered.ts";

// What the kept pages take for granted of Next, asked of the Next that is installed. A failure here after an upgrade
// means that server/web has to be looked at, not this file.

const path = "/leaderboard/perception";
const policyHeader = "content-security-policy";
const policyOf = (nonce: string) => contentSecurityPolicy(nonce, { https: true, development: false });

/** Sends HTML the way Next sends what a page rendered. */
const asNextDoes =
  (html: () => ReadableStream<Uint8Array> | string, headers: Record<string, string> = {}): RequestListener =>
  (req, res) => {
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    const options = { contentType: "text/html; charset=utf-8", metadata: {} } as const;
    const result = new RenderResult(html(), options);
    const cacheControl = { revalidate: 0, expire: undefined } as const;
    void sendRenderResult({ req, res, result, generateEtags: true, poweredByHeader: false, cacheControl });
  };

it.each([...nextHeaders.FLIGHT_HEADERS, nextHeaders.ACTION_HEADER])(
  "Next's own request, marked by %s, is not answered with a kept page",
  (name) => {
    expect(pageRequest({ method: "GET", url: path, headers: { [name]: "1" } })).toBeNull();
  },
);

it("no header that asks for something other than a page has come to Next", () => {
  const asking = Object.entries(nextHeaders).flatMap(([name, value]) =>
    typeof value === "string" && !/^x-|\//.test(value) && name !== "default" ? [value] : [],
  );
  const known = [...nextHeaders.FLIGHT_HEADERS, nextHeaders.ACTION_HEADER, "next-url", "_rsc"];
  expect(new Set(asking)).toEqual(new Set([...known, "next-instant-navigation-testing"]));
  const asked = pageRequest({
    method: "GET",
    url: `${path}?${nextHeaders.NEXT_RSC_UNION_QUERY}=1`,
    headers: {},
  });
  expect(asked?.path).toBe(path);
});

it("Next hands a page the headers that a proxy sets, and takes the nonce of its scripts from the policy in them", () => {
  const nonce = newNonce();
  const { headers } = NextResponse.rewrite(`https://board.example/en${path}`, {
    request: { headers: new Headers({ [policyHeader]: policyOf(nonce), "x-nonce": nonce }) },
  });
  expect(headers.get("x-middleware-override-headers")?.split(",")).toEqual([policyHeader, "x-nonce"]);
  expect(headers.get(`x-middleware-request-${policyHeader}`)).toBe(policyOf(nonce));
  expect(getScriptNonceFromHeaders({ [policyHeader]: policyOf(nonce) })).toBe(nonce);
});

it("Next writes the nonce as it is, in scripts and in the data of a page, so that each answer gets its own", async () => {
  const nonce = newNonce();
  const flight = new Blob([`0:{"nonce":"${nonce}"}\n`, "1:[]\n"]).stream();
  const html = await text(createInlinedDataReadableStream(flight, nonce, null));
  const scripts = html.match(/<script/g)?.length ?? 0;
  expect(scripts).toBeGreaterThan(1);
  const page = cachePage({ [policyHeader]: policyOf(nonce) }, Buffer.from(html));
  expect(page.plain).toHaveLength(scripts + 2);
  const { headers, body } = answerWith(page, false);
  const fresh = getScriptNonceFromHeaders(headers) ?? "";
  const answered = Buffer.concat(body).toString();
  expect(answered).not.toContain(nonce);
  expect(answered.split(`<script nonce="${fresh}">`)).toHaveLength(scripts + 1);
});

it("Next answers a request over streams in memory, which sees what we send only", async () => {
  const seen: Record<string, unknown>[] = [];
  const send = asNextDoes(() => "<p>page</p>", { [policyHeader]: policyOf(newNonce()), vary: "rsc" });
  const ask = innerServer((request, response) => {
    seen.push(request.headers);
    send(request, response);
  });
  const site = new URL("https://board.example");
  const page = await renderPage(ask, site, { path, locale: "zh-CN" }, "198.51.100.1");
  expect(page).toMatchObject({ status: 200, isForAll: true, plain: [Buffer.from("<p>page</p>")] });
  expect(Object.keys(page.headers).sort()).toEqual(["cache-control", policyHeader, "content-type", "vary"]);
  expect(page.headers["cache-control"]).toMatch(/no-store/);
  expect(
    Object.keys(seen[0] ?? {}).filter((name) => nextHeaders.FLIGHT_HEADERS.includes(name as never)),
  ).toEqual([]);
});

it("Next writes a page with write() and end() of the response, which need not wait for the reader", async () => {
  const rendered = Promise.withResolvers<void>();
  const large = () => new Blob(Array.from({ length: 64 }, () => "x".repeat(256 * 1024))).stream();
  const send = asNextDoes(large);
  const server = createServer((request, response) => {
    untilRendered(response).then(rendered.resolve);
    send(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const reader = connect((server.address() as AddressInfo).port, "127.0.0.1").pause();
  onTestFinished(() => {
    reader.destroy();
    server.close();
  });
  reader.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await rendered.promise;
  expect(reader.bytesRead).toBeLessThan(16 * 1024 * 1024);
});

it("Next names its files as the server in front expects", () => {
  const file = `/_next/${CLIENT_STATIC_FILES_PATH}/chunks/a.js`;
  expect(file).toMatch(/^\/_next\/static\//);
  expect(requestKind({ url: file, method: "GET" }, new Set([file]))).toBe("file");
});
