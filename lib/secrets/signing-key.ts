import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";

// What stands before the 32 bytes of a key in its DER form (RFC 8410).
const privatePrefix = Buffer.from("302e020100300506032b657004220420", "hex");
const publicPrefix = Buffer.from("302a300506032b6570032100", "hex");

function privateKey(): KeyObject {
  const seed = env().RECEIPT_KEY;
  if (seed) return keyOf(seed);
  throw new AppError(
    "unavailable",
    "This board has no key to sign with. Its operator sets RECEIPT_KEY; see .env.example.",
  );
}

function keyOf(seed: string): KeyObject {
  const der = Buffer.concat([privatePrefix, Buffer.from(seed, "base64")]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}

/** Returns the board's own Ed25519 public key, 32 bytes in base64. */
export function ownPublicKey(): string {
  return publicPart(privateKey());
}

/** Returns the public key of a RECEIPT_KEY. */
export function publicKeyOf(seed: string): string {
  return publicPart(keyOf(seed));
}

function publicPart(key: KeyObject): string {
  const der = createPublicKey(key).export({ format: "der", type: "spki" });
  return der.subarray(publicPrefix.length).toString("base64");
}

/** Returns the Ed25519 signature of the text's UTF-8 bytes, in base64. */
export function signText(text: string): string {
  return sign(null, Buffer.from(text), privateKey()).toString("base64");
}

export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const bytes = Buffer.from(publicKey, "base64");
  if (bytes.length !== 32) return false;
  const key = createPublicKey({ key: Buffer.concat([publicPrefix, bytes]), format: "der", type: "spki" });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64"));
}
