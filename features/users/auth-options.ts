import { PrismaAdapter } from "@auth/prisma-adapter";
import type { Account, NextAuthOptions, Profile, User } from "next-auth";
import type { Adapter, AdapterAccount } from "next-auth/adapters";
import { decode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { checkCredentials } from "#/features/users/check-credentials.ts";
import { hasVerifiedEmail } from "#/features/users/openid-claims.ts";
import { userById } from "#/features/users/queries.ts";
import { sessionSeconds, userOfClaims } from "#/features/users/session-token.ts";
import { signInProviders } from "#/features/users/sign-in-providers.ts";
import { db } from "#/lib/db.ts";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";

/** JWT sessions: with a credentials provider next-auth silently makes no database session. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    adapter: adapter(),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    jwt: {
      // A provider may be added to the account of a live session, never to that of an ended one.
      async decode(sealed) {
        const token = await decode(sealed);
        return (await userOfClaims(token)) && token;
      },
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [credentials(), ...signInProviders()],
    callbacks: {
      signIn: ({ user, account, profile }) =>
        mayEnter(user, account, profile) || "/sign-in?error=EmailNotVerified",
      async jwt({ token, user }) {
        if (!user) return token;
        const row = await userById(user.id);
        return { sub: user.id, version: row?.sessionVersion ?? -1 };
      },
      async session({ session, token }) {
        const user = await userOfClaims(token);
        return { expires: session.expires, ...(user && { user: { ...user } }) };
      },
    },
  };
}

function mayEnter(user: User, account: Account | null, profile?: Profile): boolean {
  if (account?.type !== "oauth" || account.provider === "github") return true;
  // next-auth gives the provider's profile as the user until the subject has an account.
  const isKnown = user.id !== account.providerAccountId;
  return isKnown || hasVerifiedEmail(profile);
}

/** Keeps no tokens of a provider: nothing uses them, and some send fields that no column has. */
function adapter(): Adapter {
  const prisma = PrismaAdapter(db()) as Required<Adapter>;
  return {
    ...prisma,
    linkAccount: ({ userId, type, provider, providerAccountId }: AdapterAccount) =>
      prisma.linkAccount({ userId, type, provider, providerAccountId }),
  };
}

function credentials() {
  return CredentialsProvider({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(input, request) {
      const address = String(request.headers?.["x-forwarded-for"] ?? "unknown");
      const asked = { email: input?.email ?? "", password: input?.password ?? "" };
      return checkCredentials(asked, address).catch((error) => {
        if (error instanceof AppError && error.code === "unauthenticated") return null;
        throw error;
      });
    },
  });
}
