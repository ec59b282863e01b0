import { NextRequest, type NextResponse } from "next/server";
import createMiddleware from "next-intl/middleware";
import { env } from "#/lib/env.ts";
import { contentSecurityPolicy, newNonce } from "#/lib/http/content-security-policy.ts";
import { routing } from "#/lib/i18n/routing.ts";

const inLanguage = createMiddleware(routing);

/** Every page in its language, with a nonce that its scripts carry and its policy names. */
export function proxy(request: NextRequest): NextResponse {
  const { NEXTAUTH_URL, NODE_ENV } = env();
  const nonce = newNonce();
  const policy = contentSecurityPolicy(nonce, {
    https: NEXTAUTH_URL.startsWith("https://"),
    development: NODE_ENV === "development",
  });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next takes the nonce of its own scripts from this header of the request.
  headers.set("content-security-policy", policy);
  const response = inLanguage(new NextRequest(request, { headers }));
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = {
  // Pages only: route handlers, Next's own files and files with an extension keep their address.
  matcher: "/((?!api/|api$|locale$|_next/|.*\\.(?:svg|png|ico|txt|xml|webmanifest|woff2)$).*)",
};
