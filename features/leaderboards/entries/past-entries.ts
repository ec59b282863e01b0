import { z } from "zod";
import { estimateSchema } from "#/evaluation/statistics/estimate.ts";
import { entryContext } from "#/features/leaderboards/entries/entry-context.ts";
import { db, pool } from "#/lib/db.ts";
import type { Prisma } from "#/prisma/generated/client.ts";

type Found = Prisma.EntryGetPayload<{ include: typeof entryContext & { versions: true } }>;

const scores = z.array(z.object({ metric: z.string(), slice: z.string(), ...estimateSchema.shape }));

const lastNotes = `
SELECT DISTINCT ON (detail->>'submission') detail->>'submission' AS id, verb = 'submission-published' AS public, at
FROM ledger WHERE verb IN ('submission-published', 'submission-unpublished') AND at <= $1
ORDER BY detail->>'submission', ledger.id DESC`;

/**
 * Entries as they stood at a moment: by the ledger, what had been published and not yet been withdrawn, with the
 * scores it had then. A row that was withdrawn since is there, and says so.
 */
export async function pastEntries(where: Prisma.EntryWhereInput, moment: Date) {
  const { rows } = await pool().query<{ id: string; public: boolean; at: Date }>(lastNotes, [moment]);
  const published = new Map(rows.filter((note) => note.public).map(({ id, at }) => [id, at]));
  const found = await db().entry.findMany({
    where: {
      AND: [
        where,
        { createdAt: { lte: moment } },
        {
          OR: [
            { runId: null, publishedAt: { lte: moment } },
            { run: { submissionId: { in: [...published.keys()] } } },
          ],
        },
      ],
    },
    include: {
      ...entryContext,
      versions: { where: { replacedAt: { gt: moment } }, orderBy: { replacedAt: "asc" }, take: 1 },
    },
    orderBy: { id: "asc" },
  });
  // None are left of an entry whose answers were forgotten.
  return found.map((entry) => asItWas(entry, published, moment)).filter(({ scores }) => scores.length > 0);
}

function asItWas({ versions: [past], ...entry }: Found, published: ReadonlyMap<string, Date>, moment: Date) {
  const submission = entry.run?.submission;
  const noted = submission && published.get(submission.id);
  const known = {
    ...entry,
    publishedAt: noted ?? entry.publishedAt,
    withdrawn: submission?.publishedAt === null,
    verifiedAt: entry.verifiedAt && entry.verifiedAt <= moment ? entry.verifiedAt : null,
  };
  if (!past) return known;
  const { protocolVersion, promptVersion, parserVersion, rung, coverage, approvedAt } = past;
  const then = { protocolVersion, promptVersion, parserVersion, rung, coverage, approvedAt };
  // Stored tests are of the present scores: under another number none of them is found.
  return { ...known, ...then, id: -entry.id, comparedAt: null, scores: scores.parse(past.scores) };
}
