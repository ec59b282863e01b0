import { createHash } from "node:crypto";
import { slugifyName } from "#/features/models/slugify-name.ts";
import type { Tx } from "#/lib/db.ts";
import { normalizeText } from "#/lib/normalize-text.ts";
import type { Model, ModelKind } from "#/prisma/generated/client.ts";

export type ModelInput = { name: string; organization?: string; url?: string; kind?: ModelKind };

const numbered = 4;
/** As many as earlier releases may have given. */
const looked = 50;

/** Resolves with the model of this name and kind. An existing one keeps its organization and address: a stranger may not change them. */
export async function findOrCreateModel(tx: Tx, input: ModelInput): Promise<Model> {
  const name = normalizeText(input.name, "NFC").trim().replace(/\s+/g, " ");
  const kind = input.kind ?? "model";
  const slugs = slugsFor(name, kind);
  const isThis = (model: Model) => model.kind === kind && model.name.toLowerCase() === name.toLowerCase();
  const near = await tx.model.findMany({ where: { slug: { in: [...slugs.free, ...slugs.earlier] } } });
  const known = near.find(isThis);
  if (known) return known;
  for (const slug of slugs.free.filter((free) => !near.some((taken) => taken.slug === free))) {
    await tx.model.createMany({
      data: [{ slug, name, kind, organization: input.organization ?? null, url: input.url ?? null }],
      skipDuplicates: true,
    });
    // Somebody else may have been quicker, with this name or another.
    const there = await tx.model.findUniqueOrThrow({ where: { slug } });
    if (isThis(there)) return there;
  }
  throw new Error(`No slug is free for a model ${name}.`);
}

/** Returns a few that people can read, then one of the name's own: thousands of names that look alike cost no more than two. */
function slugsFor(name: string, kind: ModelKind): { free: string[]; earlier: string[] } {
  const base = slugifyName(name);
  const digest = createHash("sha256").update(`${kind} ${name.toLowerCase()}`).digest("hex");
  const numbers = Array.from({ length: looked }, (_, n) => (n === 0 ? base : `${base}-${n + 1}`));
  return {
    free: [...numbers.slice(0, numbered), `${base}-${digest.slice(0, 12)}`],
    earlier: numbers.slice(numbered),
  };
}
