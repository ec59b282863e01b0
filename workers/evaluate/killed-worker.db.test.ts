import { afterAll, it } from "vitest";
import { closeQueue } from "#/jobs/enqueue.ts";
import { surviveFreeze, surviveKills } from "#/test/survive-kills.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });
afterAll(closeQueue);

it("finishes although workers are killed in mid-run: every item once, within the concurrency", async () => {
  await surviveKills();
}, 120_000);

it("finishes although a worker is frozen for longer than its leases and comes back", async () => {
  await surviveFreeze();
}, 120_000);
