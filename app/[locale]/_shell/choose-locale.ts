"use server";
import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { hasLocale } from "next-intl";
import { routing } from "#/lib/i18n/routing.ts";

export async function chooseLocale(locale: string): Promise<void> {
  if (!hasLocale(routing.locales, locale)) return;
  const jar = await cookies();
  jar.set("locale", locale, { maxAge: 365 * 24 * 3600, sameSite: "lax", path: "/" });
  revalidatePath("/", "layout");
}
