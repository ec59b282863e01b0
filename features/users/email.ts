import { z } from "zod";

/** One spelling per mailbox: trimmed, NFKC, lower case. */
export const email = z
  .string()
  .transform((value) => value.normalize("NFKC").trim().toLowerCase())
  .pipe(z.email("This is not an e-mail address. Write it like name@example.org.").max(254));
