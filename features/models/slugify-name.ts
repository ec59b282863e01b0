import { normalizeText } from "#/lib/normalize-text.ts";

const longest = 80;

/** `LLaVA-v1.5 (Vicuna-v1.5-7B)` → `llava-v1.5-vicuna-v1.5-7b`; names without a Latin letter or digit keep their own letters. */
export function slugifyName(name: string): string {
  const slug = normalizeText(name, "NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, "-")
    .replace(/\.(?!\d)|(?<!\d)\./g, "-")
    .replace(/-{2,}/g, "-")
    .slice(0, longest)
    .replace(/\p{Cs}/gu, "")
    .replace(/^[-.]+|[-.]+$/g, "");
  return slug || "model";
}
