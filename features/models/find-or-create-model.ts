import { slugifyName } from "#/features/models/slugify-name.ts";
import type { Tx } from "#/lib/db.ts";
import type { Model, ModelKind } from "#/prisma/generated/client.ts";

export type ModelInput = { name: string; organization?: string; url?: string; kind?: ModelKind };

/** The model of this name and kind. An existing one keeps its organization and address: a stranger may not change them. */
export async function findOrCreateModel(tx: Tx, input: ModelInput): Promise<Model> {
  const name = input.name.normalize("NFC").trim().replace(/\s+/g, " ");
  const kind = input.kind ?? "model";
  const base = slugifyName(name);
  for (let attempt = 1; ; attempt++) {
    const slug = attempt === 1 ? base : `${base}-${attempt}`;
    await tx.model.createMany({
      data: [{ slug, name, kind, organization: input.organization ?? null, url: input.url ?? null }],
      skipDuplicates: true,
    });
    const found = await tx.model.findUniqueOrThrow({ where: { slug } });
    if (found.kind === kind && found.name.toLowerCase() === name.toLowerCase()) return found;
  }
}
