import { it } from "vitest";
import { closeQueue } from "#/jobs/enqueue.ts";
import { provideEnv } from "#/lib/env.ts";
import { startRedisServer } from "#/test/redis-server.ts";
import { surviveKills } from "#/test/survive-kills.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });

it("finishes although workers are killed, with the queue on a redis-server", async () => {
  await using redis = await startRedisServer();
  provideEnv({ REDIS_URL: redis.url });
  try {
    await surviveKills(redis.url);
  } finally {
    await closeQueue();
    provideEnv({ REDIS_URL: "" });
  }
}, 120_000);
