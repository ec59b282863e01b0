"use server";
import { revalidatePath } from "next/cache";
import { rejudge } from "#/features/judging/rejudge.ts";
import { requireUser } from "#/features/users/loaders.ts";
import { formRefusal } from "#/lib/form-refusal.ts";
import type { FormState } from "#/lib/form-state.ts";

export async function rejudgeAction(_: FormState, form: FormData): Promise<FormState> {
  const id = String(form.get("id") ?? "");
  const user = await requireUser(`/submissions/${id}`);
  try {
    await rejudge(user, id);
  } catch (error) {
    return formRefusal(error, {});
  }
  revalidatePath("/[locale]/submissions/[id]", "page");
  return { values: {}, saved: true };
}
