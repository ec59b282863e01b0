import type { Operation } from "#/app/api/openapi/operations.ts";
import { type Access, declaredRights } from "#/app/declared-rights.ts";

/** `reader`: everybody once it is published, before that who is signed in and may see it. */
export type ToldAccess = "anyone" | "reader" | "user";

const told: Record<Access, ToldAccess> = {
  anyone: "anyone",
  guest: "anyone",
  published: "anyone",
  viewer: "reader",
  user: "user",
  owner: "user",
  admin: "user",
};

/** Returns who may ask for an operation, as the documentation tells it. Throws for a route whose rights are not declared. */
export function operationAccess({ method, path }: Pick<Operation, "method" | "path">): ToldAccess {
  const route = path
    .replace(/\}\.csv$/, "}")
    .replaceAll("{", "[")
    .replaceAll("}", "]");
  const right = declaredRights[`${method.toUpperCase()} ${route}`];
  if (!right) throw new Error(`The rights of ${method} ${path} are not declared.`);
  return told[right.access];
}
