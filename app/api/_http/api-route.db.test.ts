import { describe, expect, it } from "vitest";
import { apiRoute } from "#/app/api/_http/api-route.ts";
import { readJson } from "#/app/api/_http/read-json.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { newSessionToken } from "#/features/users/begin-session.ts";
import { createUser } from "#/features/users/create-user.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ NEXTAUTH_URL: "http://board.example" });

const address = "http://board.example/api/v1/echo";
const none = { params: Promise.resolve({}) };
const echo = apiRoute(async ({ request, actor }) =>
  Response.json({ email: actor?.email ?? null, body: await readJson(request) }),
);

async function ask(init: RequestInit & { duplex?: "half" } = {}) {
  const response = await echo(new Request(address, init), none);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

describe("who asks", () => {
  it("is a visitor, the owner of a token, or nobody with a wrong one", async () => {
    const owner = await createUser({ email: "token@example.org" });
    const { secret } = await createToken(owner, { name: "test" });
    expect(await ask()).toMatchObject({ status: 200, body: { email: null } });
    const known = await ask({ method: "POST", headers: { authorization: `Bearer ${secret}` } });
    expect(known).toMatchObject({ status: 200, body: { email: owner.email } });
    for (const authorization of [`Bearer ${secret}x`, "Basic YTpi", "Bearer"]) {
      const wrong = await ask({ headers: { authorization } });
      expect(wrong).toMatchObject({ status: 401, body: { error: { code: "unauthenticated" } } });
      expect(wrong.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  it("is refused without the scope, with the key of what is said", async () => {
    const owner = await createUser({ email: "reader@example.org" });
    const { secret } = await createToken(owner, { name: "test", scopes: ["read"] });
    const refused = await ask({ method: "POST", headers: { authorization: `Bearer ${secret}` } });
    expect(refused.body.error).toEqual({
      code: "forbidden",
      message: "This API token has no scope submit, only read. Make another one on the account page.",
      key: "tokens.lacksScope",
      params: { needed: "submit", scopes: "read" },
    });
  });

  it("is a session, which changes something only from a page of this site", async () => {
    const user = await createUser({ email: "session@example.org" });
    const token = await newSessionToken({ ...user, sessionVersion: 0 });
    const cookie = `theme=dark; next-auth.session-token=${token}`;
    expect(await ask({ headers: { cookie } })).toMatchObject({ body: { email: user.email } });
    const own = await ask({ method: "POST", headers: { cookie, origin: "http://board.example" } });
    expect(own).toMatchObject({ status: 200, body: { email: user.email } });
    const elsewhere = { host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" };
    expect(await ask({ method: "POST", headers: { cookie, ...elsewhere } })).toMatchObject({ status: 200 });
    for (const origin of ["https://evil.example", "http://board.example:81", "null", "evil", undefined]) {
      const hosts = { host: "127.0.0.1:3000", "x-forwarded-host": "evil.example" };
      const foreign = await ask({ method: "POST", headers: { cookie, ...hosts, ...(origin && { origin }) } });
      expect(foreign).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
    }
  });
});

describe("a body", () => {
  it("that is not JSON is refused in words", async () => {
    const { status, body } = await ask({ method: "POST", body: '{"a":' });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/^The body is not JSON: .+ See \/docs\/api/);
  });

  it("that is too large is refused, told or not told beforehand", async () => {
    const text = JSON.stringify("x".repeat(70_000));
    const streamed = new Blob([text]).stream();
    expect((await ask({ method: "POST", body: text })).status).toBe(413);
    expect((await ask({ method: "POST", body: streamed, duplex: "half" })).status).toBe(413);
  });
});

describe("a limit", () => {
  it("is told with what remains, and when it is used up how long to wait", async () => {
    const address = { "x-forwarded-for": "192.0.2.77" };
    const send = () => ask({ method: "POST", headers: address });
    const first = await send();
    expect(Object.fromEntries(first.headers)).toMatchObject({
      "ratelimit-limit": "300",
      "ratelimit-remaining": "299",
      "ratelimit-policy": "300;w=60",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    });
    let last = first;
    for (let sent = 1; sent <= 300; sent++) last = await send();
    expect(last).toMatchObject({ status: 429, body: { error: { code: "rate-limited" } } });
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(last.headers.get("ratelimit-remaining")).toBe("0");
    expect((await ask({ headers: address })).status).toBe(200);
    expect((await ask({ method: "POST", headers: { "x-forwarded-for": "192.0.2.78" } })).status).toBe(200);
  });
});

it("tells nothing of an unforeseen failure but a code to find it by", async () => {
  const failing = apiRoute(() => {
    throw new Error("password=hunter2 at /srv/app.ts");
  });
  const response = await failing(new Request(address), none);
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(text).not.toMatch(/hunter2|app\.ts/);
  expect(text).toContain(response.headers.get("x-request-id"));
});
