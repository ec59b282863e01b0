import GitHubProvider, { type GithubProfile } from "next-auth/providers/github";
import GoogleProvider, { type GoogleProfile } from "next-auth/providers/google";
import type { OAuthConfig, UserinfoEndpointHandler } from "next-auth/providers/oauth";
import { openIdProfile } from "#/features/users/openid-claims.ts";
import { env } from "#/lib/env.ts";

/** Returns who may sign somebody in beside e-mail and password, as the environment sets them. */
export function signInProviders() {
  return [...github(), ...google(), ...openIdConnect()];
}

function github(): OAuthConfig<GithubProfile>[] {
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

function google(): OAuthConfig<GoogleProfile>[] {
  const { GOOGLE_ID, GOOGLE_SECRET } = env();
  if (!GOOGLE_ID || !GOOGLE_SECRET) return [];
  return [GoogleProvider({ clientId: GOOGLE_ID, clientSecret: GOOGLE_SECRET, profile: openIdProfile })];
}

function openIdConnect(): OAuthConfig<Record<string, unknown>>[] {
  const { OIDC_ISSUER, OIDC_ID, OIDC_SECRET, OIDC_NAME } = env();
  if (!OIDC_ISSUER || !OIDC_ID || !OIDC_SECRET) return [];
  return [
    {
      id: "oidc",
      name: OIDC_NAME,
      type: "oauth",
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
      clientId: OIDC_ID,
      clientSecret: OIDC_SECRET,
      authorization: { params: { scope: "openid email profile" } },
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      userinfo: { request: claimsWithEmail },
      profile: openIdProfile,
    },
  ];
}

/** Many providers leave the address out of the ID token and tell it on request only. */
const claimsWithEmail: NonNullable<UserinfoEndpointHandler["request"]> = async ({ client, tokens }) => {
  // The types of next-auth hide that this is openid-client's own set.
  const set = tokens as Exclude<Parameters<typeof client.userinfo>[0], string>;
  const claims = set.claims();
  if (claims.email !== undefined || !client.issuer.metadata.userinfo_endpoint) return claims;
  return { ...(await client.userinfo(set)), iss: claims.iss, sub: claims.sub };
};
