import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";

const algorithm = "aes-256-gcm";

/** Seals a secret with the active key; `binding` names row and field, so that a sealed value moved elsewhere does not open. */
export function sealSecret(plain: string, binding: string): string {
  const [id, key] = keyRing()[0] ?? [];
  if (!id || !key) throw new Error("SECRETS_KEYS holds no key.");
  const nonce = randomBytes(12);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(binding));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${id}.${nonce.toString("base64url")}.${sealed.toString("base64url")}`;
}

/** Throws AppError "unavailable" where the key ring lacks the key, or holds another one of that name. */
export function openSecret(box: string, binding: string): string {
  const id = sealedBy(box);
  const [, nonce = "", body = ""] = box.split(".");
  const key = keyRing().find(([name]) => name === id)?.[1];
  if (!key) throw new AppError("unavailable", `SECRETS_KEYS lacks the key "${id}" that sealed this value.`);
  const sealed = Buffer.from(body, "base64url");
  try {
    const decipher = createDecipheriv(algorithm, key, Buffer.from(nonce, "base64url"))
      .setAAD(Buffer.from(binding))
      .setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new AppError(
      "unavailable",
      `The key "${id}" in SECRETS_KEYS is not the one that sealed this value.`,
      {
        cause,
      },
    );
  }
}

/** Returns the id of the key that sealed the value. */
export function sealedBy(box: string): string {
  return box.slice(0, box.indexOf("."));
}

/** Returns the ids of the keys at hand, the active one first. */
export function keyIds(): string[] {
  return keyRing().map(([id]) => id);
}

function keyRing(): [string, Buffer][] {
  return env()
    .SECRETS_KEYS.split(",")
    .map((entry) => {
      const colon = entry.indexOf(":");
      return [entry.slice(0, colon), Buffer.from(entry.slice(colon + 1), "base64")];
    });
}
