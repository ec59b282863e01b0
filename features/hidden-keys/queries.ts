import type { User } from "#/features/access/actor.ts";
import { firstPauseShare } from "#/features/hidden-keys/leak-meter.ts";
import { db } from "#/lib/db.ts";
import type { Admission, HiddenSet } from "#/prisma/generated/client.ts";

/** How an account stands with a hidden set; `none` has never asked. */
export type OwnAdmission = Admission["state"] | "none";

/** Resolves with this account's admission to each dataset that it has asked for. */
export async function admissionsOf(user: User): Promise<Map<string, Admission["state"]>> {
  const rows = await db().admission.findMany({ where: { userId: user.id } });
  return new Map(rows.map(({ datasetSlug, state }) => [datasetSlug, state]));
}

export async function admissionTo(user: User, slug: string): Promise<OwnAdmission> {
  return (await admissionsOf(user)).get(slug) ?? "none";
}

export type AdmissionRow = Admission & { user: { id: string; email: string } };

/** Resolves with admissions, those that wait for an answer first, then the newest. */
export function listAdmissions(limit: number): Promise<AdmissionRow[]> {
  return db().admission.findMany({
    include: { user: { select: { id: true, email: true } } },
    orderBy: [{ state: "asc" }, { askedAt: "desc" }],
    take: limit,
  });
}

export async function hiddenSetOf(slug: string): Promise<Omit<HiddenSet, "datasetSlug">> {
  const set = await db().hiddenSet.findUnique({ where: { datasetSlug: slug } });
  return set ?? { takesFiles: false, pauseShare: firstPauseShare };
}
