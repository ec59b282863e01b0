import { setTimeout as delay } from "node:timers/promises";
import type { User } from "#/features/access/actor.ts";
import { submit } from "#/features/submissions/submit.ts";
import { db } from "#/lib/db.ts";

type Asked = { name: string; baseUrl: string; concurrency: number; dataset: string };

/** Items a second of one submission, from the start of its run to its end. */
export async function boardRun(owner: User, { name, baseUrl, concurrency, dataset }: Asked): Promise<number> {
  const { id } = await submit(owner, {
    model: { name },
    endpoint: { protocol: "openai", baseUrl, model: "bench", concurrency },
    datasets: [dataset],
  });
  for (;;) {
    const run = await db().run.findFirstOrThrow({ where: { submissionId: id } });
    if (run.status === "finished" && run.startedAt && run.finishedAt)
      return run.total / ((run.finishedAt.getTime() - run.startedAt.getTime()) / 1000);
    if (run.status !== "queued" && run.status !== "running")
      throw new Error(`The bench run is ${run.status}: ${run.reasonDetail ?? run.reason}`);
    await delay(100);
  }
}
