import { hasLocale } from "next-intl";
import { readBytes } from "#/app/api/_http/read-json.ts";
import { localPath } from "#/features/users/local-path.ts";
import { routing } from "#/lib/i18n/routing.ts";

const yearSeconds = 365 * 24 * 3600;
const maxFormBytes = 1024;

/** Keeps the chosen language in a cookie and leads back; a plain form, so it works without script. */
export async function POST(request: Request): Promise<Response> {
  const form = await readBytes(request, maxFormBytes).catch(() => null);
  const chosen = new URLSearchParams(new TextDecoder().decode(form ?? undefined)).get("locale");
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
  return localPath(pathname + search, "/");
}
