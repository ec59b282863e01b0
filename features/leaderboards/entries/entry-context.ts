import type { Prisma } from "#/prisma/generated/client.ts";

/** What an entry is read with. */
export const entryContext = {
  model: true,
  judge: { select: { model: true, templateVersion: true, rounds: true, temperature: true } },
  // In one order on every copy of a board.
  scores: { orderBy: [{ metric: "asc" }, { slice: "asc" }] },
  run: {
    select: {
      submission: {
        select: { id: true, ownerId: true, publishedAt: true, owner: { select: { id: true, name: true } } },
      },
    },
  },
} satisfies Prisma.EntryInclude;
