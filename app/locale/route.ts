import { hasLocale } from "next-intl";
import { routing } from "#/lib/i18n/routing.ts";

const yearSeconds = 365 * 24 * 3600;

/** Keeps the chosen language in a cookie and leads back; a plain form, so it works without script. */
export async function POST(request: Request): Promise<Response> {
  const chosen = (await request.formData().catch(() => null))?.get("locale");
  const headers = new Headers({ Location: pathBack(request.headers.get("referer")) });
  if (hasLocale(routing.locales, chosen)) {
    headers.set("Set-Cookie", `locale=${chosen}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`);
  }
  return new Response(null, { status: 303, headers });
}

/** Only the path of the page: a referer of another site leads nowhere else. */
function pathBack(referer: string | null): string {
  if (!referer || !URL.canParse(referer)) return "/";
  const { pathname, search } = new URL(referer);
  return `/${pathname.replace(/^[/\\]+/, "")}${search}`;
}
