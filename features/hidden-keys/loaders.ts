import { admissionTo, hiddenSetOf, type OwnAdmission } from "#/features/hidden-keys/queries.ts";
import { currentActor } from "#/features/users/loaders.ts";

/** Resolves with how whoever looks stands with a hidden set; administrators need no admission. */
export async function loadAdmission(
  slug: string,
): Promise<{ state: OwnAdmission | "signIn" | "operator"; takesFiles: boolean }> {
  const [actor, { takesFiles }] = await Promise.all([currentActor(), hiddenSetOf(slug)]);
  if (!actor) return { state: "signIn", takesFiles };
  return { state: actor.isAdmin ? "operator" : await admissionTo(actor, slug), takesFiles };
}
