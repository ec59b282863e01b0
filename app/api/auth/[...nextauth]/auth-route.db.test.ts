// Before all else of Next: gives its modules AsyncLocalStorage, as its server does.
import "next/dist/server/node-environment-baseline.js";

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as listSubmissions } from "#/app/api/v1/submissions/route.ts";
import { createUser } from "#/features/users/create-user.ts";
import { userOfSessionToken } from "#/features/users/session-token.ts";
import { db } from "#/lib/db.ts";
import { provideEnv } from "#/lib/env.ts";
import { AuthBrowser } from "#/test/auth-browser.ts";
import { startOpenIdServer } from "#/test/openid-server.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ NEXTAUTH_URL: "http://board.example" });
vi.spyOn(console, "error").mockImplementation(() => {});

const site = "http://board.example";
const account = { email: "ada@example.org", password: "seven grey herons" };
const cookieName = "next-auth.session-token";
let provider: Awaited<ReturnType<typeof startOpenIdServer>>;

beforeAll(async () => {
  provider = await startOpenIdServer({ id: "board", secret: "secret" });
  provideEnv({ OIDC_ISSUER: provider.issuer, OIDC_ID: "board", OIDC_SECRET: "secret" });
  await createUser(account);
});
afterAll(() => provider[Symbol.asyncDispose]());

async function csrfOf(browser: AuthBrowser): Promise<string> {
  return (await (await browser.ask("/api/auth/csrf")).json()).csrfToken;
}

async function signedIn(): Promise<AuthBrowser> {
  const browser = new AuthBrowser();
  const form = { ...account, csrfToken: await csrfOf(browser), json: "true" };
  await browser.ask("/api/auth/callback/credentials", form);
  expect(await userOfSessionToken(browser.cookies.get(cookieName) ?? "")).toMatchObject({
    email: account.email,
  });
  return browser;
}

const gets = [
  "csrf",
  "providers",
  "session",
  "signin",
  "signin?error=<script>alert(1)</script>",
  "signin/oidc",
  "signin/nobody",
  "signout",
  "signout?csrf=true",
  "verify-request",
  "error",
  "error?error=Verification",
  "error?error=AccessDenied",
  "error/世界",
  "error?error=<script>alert(1)</script>",
  "error?error=世界",
  "error?error=a%0d%0aSet-Cookie:%20a=b",
  "callback/oidc",
  "callback/oidc?code=x&state=y",
  "callback/credentials",
  "callback/nobody",
  "_log",
  "nowhere",
  "signin?callbackUrl=javascript:alert(1)",
];
const posts = [
  "signin",
  "signin/oidc",
  "signout",
  "callback/credentials",
  "callback/oidc",
  "session",
  "_log",
  "csrf",
];

describe.each([
  ["a visitor", () => Promise.resolve(new AuthBrowser())],
  ["somebody signed in", signedIn],
])("%s", (_, open) => {
  let browser: AuthBrowser;
  beforeEach(async () => {
    browser = await open();
  });

  it.each(gets)("gets from %s no page of the library's, under our policy", async (path) => {
    await expectPolicy(await browser.ask(`/api/auth/${path}`));
  });

  it.each(posts)("gets by POST to %s, with a token and without, the same", async (path) => {
    await expectPolicy(await browser.ask(`/api/auth/${path}`, {}));
    const csrfToken = await csrfOf(browser);
    await expectPolicy(await browser.ask(`/api/auth/${path}`, { csrfToken }));
  });
});

async function expectPolicy(answer: Response): Promise<void> {
  const { status, headers } = answer;
  expect(status).toBeLessThan(500);
  expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers.get("cache-control")).toContain("no-store");
  expect(headers.get("content-type") ?? "").not.toContain("html");
  expect(await answer.text()).not.toContain("<");
  const at = headers.get("location");
  if (at?.startsWith(provider.issuer)) return;
  if (at !== null) expect(new URL(at, site).origin).toBe(site);
}

const elsewhere = [
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/.//evil.example",
  "/%2e//evil.example",
  "/\t/evil.example",
  "/%2f/evil.example",
  `${site}@evil.example/`,
  `${site}.evil.example/`,
  `${site}/.//evil.example`,
  `${site}//evil.example`,
  "http://user:word@board.example/submit",
  "https://board.example/submit",
  "javascript:alert(1)//http://board.example",
  "data:text/html,x",
  "evil.example",
];

describe.each(elsewhere)("the callbackUrl %j", (callbackUrl) => {
  const query = new URLSearchParams({ callbackUrl });

  it("leads nowhere else, as parameter of a page, of a form, and from the cookie", async () => {
    const browser = new AuthBrowser();
    for (const page of ["signin", "signout", "error", "verify-request", "csrf", "session"]) {
      const answer = await browser.ask(`/api/auth/${page}?${query}`);
      expect(answer.status).toBeLessThan(400);
      expectHere(answer.headers.get("location"));
      expectHere(decodeURIComponent(browser.cookies.get("next-auth.callback-url") ?? ""));
    }
    const signedOut = await signedOutTo(new AuthBrowser(), { callbackUrl });
    expectHere(signedOut);
    const planted = new AuthBrowser();
    await csrfOf(planted);
    planted.cookies.set("next-auth.callback-url", encodeURIComponent(callbackUrl));
    // What the library cannot read at all is forgotten by the browser; what it can is put right.
    await planted.ask("/api/auth/session");
    expect(planted.cookies.get("next-auth.callback-url")).not.toBe(encodeURIComponent(callbackUrl));
    expectHere(await signedOutTo(planted, {}));
  });
});

async function signedOutTo(browser: AuthBrowser, form: Record<string, string>): Promise<string> {
  const csrfToken = await csrfOf(browser);
  return (await (await browser.ask("/api/auth/signout", { ...form, csrfToken, json: "true" })).json()).url;
}

function expectHere(address: string | null): void {
  if (address === null) return;
  const url = new URL(address, site);
  expect(url.origin).toBe(site);
  expect(url.pathname).not.toMatch(/^\/[/\\]/);
  expectHere(url.searchParams.get("callbackUrl"));
}

it("takes a callbackUrl of this site", async () => {
  expect(await signedOutTo(new AuthBrowser(), { callbackUrl: `${site}/submit?a=1#b` })).toBe(
    `${site}/submit?a=1#b`,
  );
  expect(await signedOutTo(new AuthBrowser(), { callbackUrl: "/datasets" })).toBe(`${site}/datasets`);
});

describe("a form of another site", () => {
  const form = { ...account, json: "true" };

  it.each([
    ["no token", async () => ({})],
    ["a wrong token", async () => ({ csrfToken: "0".repeat(64) })],
    ["another browser's token", async () => ({ csrfToken: await csrfOf(new AuthBrowser()) })],
  ])("with %s neither signs in nor out", async (_, token) => {
    const visitor = new AuthBrowser();
    await csrfOf(visitor);
    for (const path of ["callback/credentials", "signin/oidc"]) {
      const answer = await visitor.ask(`/api/auth/${path}`, { ...form, ...(await token()) });
      expect((await answer.json()).url).toBe(`${site}/api/auth/signin?csrf=true`);
      expect(visitor.cookies.has(cookieName)).toBe(false);
    }
    const browser = await signedIn();
    const session = browser.cookies.get(cookieName) ?? "";
    await browser.ask("/api/auth/signout", { ...form, ...(await token()) });
    expect(await userOfSessionToken(session)).not.toBeNull();
  });

  it.each(["https://evil.example", "http://board.example:81", "null"])(
    "from %s is refused, whatever token and forwarded host it brings",
    async (origin) => {
      for (const browser of [new AuthBrowser(), await signedIn()]) {
        const csrfToken = await csrfOf(browser);
        const session = browser.cookies.get(cookieName);
        for (const path of ["callback/credentials", "signin/oidc", "signout", "session"]) {
          const hosts = { origin, "x-forwarded-host": "evil.example" };
          const answer = await browser.ask(`/api/auth/${path}`, { ...form, csrfToken }, hosts);
          expect(answer.status).toBe(403);
          expect(browser.cookies.get(cookieName)).toBe(session);
        }
        if (session) expect(await userOfSessionToken(session)).not.toBeNull();
      }
    },
  );
});

it("a body that is no form or too large is refused, not read to its end", async () => {
  const browser = new AuthBrowser();
  const json = { "content-type": "application/json" };
  expect((await browser.ask("/api/auth/signin/oidc", { "{": "" }, json)).status).toBe(400);
  expect((await browser.ask("/api/auth/signin/oidc", { a: "a".repeat(20_000) })).status).toBe(413);
});

it("sign-out ends the session: its cookie sent again is a visitor's", async () => {
  const browser = await signedIn();
  const session = browser.cookies.get(cookieName) ?? "";
  const asked = () =>
    listSubmissions(
      new Request(`${site}/api/v1/submissions`, { headers: { cookie: `${cookieName}=${session}` } }),
      { params: Promise.resolve({}) },
    );
  expect((await asked()).status).toBe(200);
  expect(await signedOutTo(browser, {})).toBe(`${site}/`);
  expect(browser.cookies.has(cookieName)).toBe(false);
  expect((await asked()).status).toBe(401);
  browser.cookies.set(cookieName, session);
  expect(await (await browser.ask("/api/auth/session")).json()).toEqual({});
  expect(await db().session.count({ where: { NOT: { endedAt: null } } })).toBeGreaterThan(0);
});

it("asking for the session again does not make it outlast its row", async () => {
  const browser = await signedIn();
  const before = browser.cookies.get(cookieName) ?? "";
  await browser.ask("/api/auth/session");
  const renewed = browser.cookies.get(cookieName) ?? "";
  expect(renewed).not.toBe(before);
  await signedOutTo(browser, {});
  for (const token of [before, renewed]) expect(await userOfSessionToken(token)).toBeNull();
});
