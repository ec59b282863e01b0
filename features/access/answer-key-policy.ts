import type { Actor } from "#/features/access/actor.ts";

/** Returns whether this reader may see keys, references and MOS of the dataset, and outcomes that give them away. */
export function canSeeAnswerKeys(actor: Actor, dataset: { answers: "public" | "hidden" }): boolean {
  return dataset.answers === "public" || actor?.isAdmin === true;
}
