import { createHash, randomBytes } from "node:crypto";

const prefix = "qbb_";

export function newTokenSecret(): string {
  return prefix + randomBytes(32).toString("base64url");
}

/** Of a random 256-bit secret a plain hash is enough: there is nothing to guess. */
export function tokenHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

export function looksLikeToken(secret: string): boolean {
  return /^qbb_[A-Za-z0-9_-]{43}$/.test(secret);
}
