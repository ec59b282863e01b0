import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "#/lib/db.ts";
import { provideEnv } from "#/lib/env.ts";
import { closeRateLimits, countAttempt, forgetAttempts } from "#/lib/rate-limit.ts";
import { startRedisServer } from "#/test/redis-server.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const rule = { name: "test", points: 2, seconds: 60 };
let redis: Awaited<ReturnType<typeof startRedisServer>>;

beforeAll(async () => {
  redis = await startRedisServer();
  provideEnv({ REDIS_URL: redis.url });
});
afterAll(async () => {
  closeRateLimits();
  provideEnv({ REDIS_URL: "" });
});

it("counts in Redis where there is one, and goes on counting in memory while it is away", async () => {
  expect(await countAttempt(rule, "a")).toMatchObject({ left: 1, exceeded: false });
  closeRateLimits();
  expect(await countAttempt(rule, "a")).toMatchObject({ left: 0, exceeded: false });
  expect(await countAttempt(rule, "a")).toMatchObject({ exceeded: true, justExceeded: true });
  expect(await countAttempt(rule, "a")).toMatchObject({ exceeded: true, justExceeded: false });
  await forgetAttempts(rule, "a");
  expect(await countAttempt(rule, "a")).toMatchObject({ left: 1, exceeded: false });
  expect(await db().rateLimit.count()).toBe(0);
  await redis[Symbol.asyncDispose]();
  for (const left of [1, 0]) expect(await countAttempt(rule, "b")).toMatchObject({ left, exceeded: false });
  expect(await countAttempt(rule, "b")).toMatchObject({ exceeded: true });
});
