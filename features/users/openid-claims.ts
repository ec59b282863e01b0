import { z } from "zod";
import { email } from "#/features/users/email.ts";

const text = z.string().optional().catch(undefined);

const shape = z.object({
  iss: z.string().min(1),
  sub: z.string().min(1),
  email: email.optional().catch(undefined),
  // Some providers write booleans as strings.
  email_verified: z
    .unknown()
    .optional()
    .transform((value) => value === true || value === "true"),
  name: text,
  preferred_username: text,
});

/** Known by issuer and subject: the same subject at another issuer is somebody else. */
export function openIdProfile(claims: unknown) {
  const { iss, sub, name, preferred_username, email } = shape.parse(claims);
  return { id: `${iss} ${sub}`, name: name ?? preferred_username, email };
}

/** Whoever proves no address could take somebody else's before they come. */
export function hasVerifiedEmail(claims: unknown): boolean {
  const { data } = shape.safeParse(claims);
  return data?.email !== undefined && data.email_verified;
}
