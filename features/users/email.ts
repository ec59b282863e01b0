import { z } from "zod";
import { normalizeText } from "#/lib/normalize-text.ts";

/** One spelling per mailbox: trimmed, NFKC, lower case. */
export const email = z
  .string()
  .transform((value) => normalizeText(value, "NFKC").trim().toLowerCase())
  .pipe(z.email("This is not an e-mail address. Write it like name@example.org.").max(254));
