import createMiddleware from "next-intl/middleware";
import { routing } from "#/lib/i18n/routing.ts";

export const proxy = createMiddleware(routing);

export const config = {
  // Pages only: route handlers, Next's own files and files with an extension keep their address.
  matcher: "/((?!api/|api$|locale$|_next/|.*\\.(?:svg|png|ico|txt|xml|webmanifest|woff2)$).*)",
};
