import { PrismaAdapter } from "@auth/prisma-adapter";
import type { NextAuthOptions } from "next-auth";
import type { Adapter } from "next-auth/adapters";
import CredentialsProvider from "next-auth/providers/credentials";
import GitHubProvider from "next-auth/providers/github";
import { checkCredentials } from "#/features/users/check-credentials.ts";
import { userById } from "#/features/users/queries.ts";
import { sessionSeconds, userOfClaims } from "#/features/users/session-token.ts";
import { db } from "#/lib/db.ts";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";

/** JWT sessions: with a credentials provider next-auth silently makes no database session. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    adapter: PrismaAdapter(db()) as Adapter,
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [credentials(), ...github()],
    callbacks: {
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

export function hasGitHub(): boolean {
  return Boolean(env().GITHUB_ID && env().GITHUB_SECRET);
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

function github() {
  const { GITHUB_ID, GITHUB_SECRET } = env();
  if (!GITHUB_ID || !GITHUB_SECRET) return [];
  return [
    GitHubProvider({
      clientId: GITHUB_ID,
      clientSecret: GITHUB_SECRET,
      profile: (profile) => ({
        id: String(profile.id),
        name: profile.name ?? profile.login,
        email: profile.email?.toLowerCase(),
        image: profile.avatar_url,
      }),
    }),
  ];
}
