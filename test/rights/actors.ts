import type { Access } from "#/app/declared-rights.ts";
import type { User } from "#/features/access/actor.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { newSessionToken } from "#/features/users/begin-session.ts";
import { createUser } from "#/features/users/create-user.ts";
import { sessionCookieName } from "#/features/users/session-token.ts";
import { env } from "#/lib/env.ts";

export const personNames = ["visitor", "other", "owner", "admin"] as const;
export type PersonName = (typeof personNames)[number];

/** Somebody who asks the API; a visitor has no user and no headers. */
export type Person = {
  user: User | null;
  byToken: Record<string, string>;
  bySession: Record<string, string>;
};

export async function newActors(): Promise<Record<PersonName, Person>> {
  return {
    visitor: { user: null, byToken: {}, bySession: {} },
    other: await newPerson("other", false),
    owner: await newPerson("owner", false),
    admin: await newPerson("admin", true),
  };
}

async function newPerson(name: string, isAdmin: boolean): Promise<Person> {
  const user = await createUser({ email: `${name}@example.org`, isAdmin });
  const { secret } = await createToken(user, { name: "walk" });
  const session = await newSessionToken({ ...user, sessionVersion: 0 });
  return {
    user,
    byToken: { authorization: `Bearer ${secret}` },
    bySession: { cookie: `${sessionCookieName()}=${session}`, origin: env().NEXTAUTH_URL },
  };
}

type Statuses = Record<PersonName, number>;
const everybody = (status: number): Statuses => ({
  visitor: status,
  other: status,
  owner: status,
  admin: status,
});

const unpublished: Record<Access, (ok: number) => Statuses> = {
  anyone: everybody,
  guest: everybody,
  user: (ok) => ({ ...everybody(ok), visitor: 401 }),
  viewer: (ok) => ({ ...everybody(ok), visitor: 404, other: 404 }),
  published: () => everybody(404),
  owner: (ok) => ({ ...everybody(ok), visitor: 404, other: 404 }),
  admin: (ok) => ({ visitor: 401, other: 403, owner: 403, admin: ok }),
};

/** What the API answers whom: `ok`, or a refusal that tells no more than it must. */
export function expectedStatus(access: Access, who: PersonName, published: boolean, ok = 200): number {
  if (published && (access === "viewer" || access === "published")) return ok;
  if (published && access === "owner") return { visitor: 401, other: 403, owner: ok, admin: ok }[who];
  return unpublished[access](ok)[who];
}
