import { z } from "zod";
import { normalizeText } from "#/lib/normalize-text.ts";

/** One spelling per mailbox: trimmed, NFKC, lower case. */
export const email = z
  .string()
  .transform((value) => normalizeText(value, "NFKC").trim().toLowerCase())
  .pipe(z.email().max(254));
