import { afterAll, afterEach, expect, it } from "vitest";
import { GET } from "#/app/api/metrics/route.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { closeQueue } from "#/jobs/ring.ts";
import { provideEnv } from "#/lib/env.ts";
import { sceneUser } from "#/test/submission-scene.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();
afterAll(closeQueue);
afterEach(() => provideEnv({ METRICS_TOKEN: "" }));

async function statusFor(bearer?: string): Promise<number> {
  const request = new Request("http://localhost/api/metrics");
  if (bearer !== undefined) request.headers.set("authorization", `Bearer ${bearer}`);
  const response = await GET(request, { params: Promise.resolve({}) });
  const text = await response.text();
  expect(text.includes("board_runs{")).toBe(response.status === 200);
  return response.status;
}

it("answers everybody without METRICS_TOKEN, else its bearer and administrators", async () => {
  expect(await statusFor()).toBe(200);
  provideEnv({ METRICS_TOKEN: "scraper-0123456789" });
  expect(await statusFor("scraper-0123456789")).toBe(200);
  expect(await statusFor()).toBe(401);
  expect(await statusFor("scraper-0123456780")).toBe(401);
  const [admin, user] = await Promise.all([sceneUser(true), sceneUser()]);
  expect(await statusFor((await createToken(admin, { name: "a" })).secret)).toBe(200);
  expect(await statusFor((await createToken(user, { name: "u" })).secret)).toBe(403);
});
