"use server";
import { revalidatePath } from "next/cache";
import { createToken } from "#/features/tokens/create-token.ts";
import { revokeToken } from "#/features/tokens/revoke-token.ts";
import { requireUser } from "#/features/users/loaders.ts";
import { AppError } from "#/lib/errors.ts";
import { formRefusal } from "#/lib/form-refusal.ts";
import type { FormState } from "#/lib/form-state.ts";

export async function createTokenAction(
  _: FormState,
  form: FormData,
): Promise<FormState & { secret?: string }> {
  const user = await requireUser("/account");
  const name = String(form.get("name") ?? "");
  try {
    const days = Number(form.get("days") ?? "") || undefined;
    const { secret } = await createToken(user, { name, scopes: form.getAll("scopes").map(String), days });
    revalidatePath("/[locale]/account", "page");
    return { values: {}, secret };
  } catch (error) {
    return formRefusal(error, { name });
  }
}

export async function revokeTokenAction(form: FormData): Promise<void> {
  const user = await requireUser("/account");
  await revokeToken(user, String(form.get("id"))).catch((error) => {
    if (!(error instanceof AppError && error.code === "not-found")) throw error;
  });
  revalidatePath("/[locale]/account", "page");
}
