import { PrismaAdapter } from "@auth/prisma-adapter";
import type { Account, NextAuthOptions, Profile, User } from "next-auth";
import type { Adapter, AdapterAccount } from "next-auth/adapters";
import { decode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { beginSession } from "#/features/users/begin-session.ts";
import { checkCredentials } from "#/features/users/check-credentials.ts";
import { endSession } from "#/features/users/end-session.ts";
import { isFresh } from "#/features/users/fresh-session.ts";
import { localPath } from "#/features/users/local-path.ts";
import { hasVerifiedEmail } from "#/features/users/openid-claims.ts";
import { userById } from "#/features/users/queries.ts";
import { sessionOfClaims, sessionSeconds } from "#/features/users/session-token.ts";
import { signInProviders } from "#/features/users/sign-in-providers.ts";
import { db } from "#/lib/db.ts";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";

/**
 * JWT sessions: with a credentials provider next-auth silently makes no database session. Ours have a row all the same,
 * which their cookie names. `action` is the part of the address that says what is asked of next-auth.
 */
export function authOptions(action?: string): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    adapter: adapter(),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    jwt: {
      async decode(sealed) {
        const token = await decode(sealed);
        const session = await sessionOfClaims(token);
        // On the way back from a provider a session means: add it to this account. That is a way in which outlasts the
        // session, so it needs a young one; any other is as good as none.
        const counts = session && (action !== "callback" || isFresh(session.beganAt));
        return counts ? token : null;
      },
    },
    events: { signOut: ({ token }) => endSession(token) },
    // All of them: its own pages are in one language and without our policy.
    pages: { signIn: "/sign-in", signOut: "/account", error: "/sign-in", verifyRequest: "/sign-in" },
    providers: [credentials(), ...signInProviders()],
    callbacks: {
      redirect: ({ url, baseUrl }) => baseUrl + localPath(url, "/", baseUrl),
      signIn: ({ user, account, profile }) =>
        mayEnter(user, account, profile) || "/sign-in?error=EmailNotVerified",
      async jwt({ token, user }) {
        if (!user) return token;
        const row = await userById(user.id);
        if (!row || row.blockReason !== null) throw new AppError("unauthenticated", { key: "accounts.gone" });
        return { ...(await beginSession(row)) };
      },
      async session({ session, token }) {
        const user = (await sessionOfClaims(token))?.user;
        return { expires: session.expires, ...(user && { user }) };
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
