"use server";
import { revalidatePath } from "next/cache";
import { askAdmission } from "#/features/hidden-keys/ask-admission.ts";
import { requireUser } from "#/features/users/loaders.ts";
import { formRefusal } from "#/lib/form-refusal.ts";
import type { FormState } from "#/lib/form-state.ts";

export async function askAdmissionAction(_: FormState, form: FormData): Promise<FormState> {
  const text = (name: string) => String(form.get(name) ?? "");
  const [dataset, reason] = [text("dataset"), text("reason")];
  const user = await requireUser(`/datasets/${dataset}`);
  try {
    await askAdmission(user, { dataset, reason });
  } catch (error) {
    return formRefusal(error, { reason });
  }
  revalidatePath("/[locale]/datasets/[slug]", "page");
  return { values: {}, saved: true };
}
