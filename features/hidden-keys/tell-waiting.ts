import { tellFigure } from "#/features/hidden-keys/tell-figure.ts";
import type { Tx } from "#/lib/db.ts";

/** Tells what could not be told while scoring was paused, or its account not admitted, in the order in which it was scored. */
export async function tellWaiting(tx: Tx, slug: string): Promise<void> {
  const waiting = await tx.keyRelease.findMany({
    where: { datasetSlug: slug, kind: "waiting" },
    include: {
      run: { include: { submission: true, dataset: true, entries: { include: { scores: true } } } },
    },
    orderBy: { id: "asc" },
  });
  for (const { run } of waiting) {
    const newest = run?.entries.toSorted((a, b) => b.id - a.id).find(({ scores }) => scores.length > 0);
    if (run && newest) await tellFigure(tx, run, newest.scores);
  }
}
