import { normalizeText } from "#/lib/normalize-text.ts";

const controls = /\p{Cc}/u;

/** Returns the NFC form of a relative path that stays inside its folder, or null. */
export function plainPath(path: string): string | null {
  const name = normalizeText(path, "NFC");
  if (name === "" || name.length > 400 || controls.test(name) || !name.isWellFormed()) return null;
  if (name.includes("\\") || /^[a-z]:/i.test(name)) return null;
  const segments = name.split("/");
  return segments.some((segment) => segment === "" || segment === "." || segment === "..") ? null : name;
}
