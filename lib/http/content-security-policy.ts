import { randomBytes } from "node:crypto";

export type PolicySettings = { https: boolean; development: boolean };

/** Returns a nonce of 128 random bits, in letters that HTML and flight data leave as they are. */
export function newNonce(): string {
  return randomBytes(16).toString("hex");
}

/** Returns the header of a page: scripts and style elements run by this nonce only. */
export function contentSecurityPolicy(nonce: string, { https, development }: PolicySettings): string {
  const styleElements = development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "script-src-attr 'none'",
    `style-src ${styleElements}`,
    `style-src-elem ${styleElements}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** Kept HTML with another nonce than the one it was rendered with. */
export function withFreshNonce(html: string, kept: string, fresh: string): string {
  return html.replaceAll(kept, fresh);
}
