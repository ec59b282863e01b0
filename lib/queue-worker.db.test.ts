import { expect, it } from "vitest";
import { env, provideEnv } from "#/lib/env.ts";
import { openQueue, openWorker } from "#/lib/queue.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const times = { lockDuration: 10_000, stalledInterval: 5_000 };

it("works although the database was away when the worker began", async () => {
  const url = env().DATABASE_URL;
  const failed = Promise.withResolvers<void>();
  const handled = Promise.withResolvers<unknown>();
  provideEnv({ DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none" });
  const listeners = { onError: () => failed.resolve(), onFailed: () => {} };
  const worker = openWorker("late", async (job) => handled.resolve(job.data), times, listeners);
  await failed.promise;
  provideEnv({ DATABASE_URL: url });
  const queue = openQueue("late");
  await queue.add("job", { is: "done" });
  expect(await handled.promise).toEqual({ is: "done" });
  await worker.close();
  await queue.close();
});
