import { afterAll, afterEach, expect, it } from "vitest";
import { GET } from "#/app/api/metrics/route.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { newSessionToken } from "#/features/users/begin-session.ts";
import { sessionCookieName } from "#/features/users/session-token.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { provideEnv } from "#/lib/env.ts";
import { fixtureUser } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();
afterAll(closeQueue);
afterEach(() => provideEnv({ METRICS_TOKEN: "" }));

async function ask(headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  const request = new Request("http://localhost/api/metrics", { headers });
  const response = await GET(request, { params: Promise.resolve({}) });
  const text = await response.text();
  expect(text.includes("board_runs{")).toBe(response.status === 200);
  return { status: response.status, text };
}

const statusFor = async (bearer: string) => (await ask({ authorization: `Bearer ${bearer}` })).status;

it.each(["", "scraper-0123456789"])(
  "answers administrators, with METRICS_TOKEN=%s its bearer, and nobody else",
  async (METRICS_TOKEN) => {
    provideEnv({ METRICS_TOKEN });
    const [admin, user] = await Promise.all([fixtureUser(true), fixtureUser()]);
    const session = await newSessionToken({ ...admin, sessionVersion: 0 });
    expect(await ask({ cookie: `${sessionCookieName()}=${session}` })).toMatchObject({ status: 200 });
    expect(await statusFor((await createToken(admin, { name: "a" })).secret)).toBe(200);
    const reader = await createToken(admin, { name: "r", scopes: ["read"] });
    expect(await statusFor(reader.secret)).toBe(403);
    expect(await statusFor((await createToken(user, { name: "u" })).secret)).toBe(403);
    expect(await statusFor("scraper-0123456789")).toBe(METRICS_TOKEN ? 200 : 401);
    for (const wrong of ["scraper-0123456780", "", "undefined"]) expect(await statusFor(wrong)).toBe(401);
    const { status, text } = await ask();
    expect(status).toBe(401);
    expect(text).toContain("METRICS_TOKEN");
  },
);
