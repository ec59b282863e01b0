import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type Person = { sub: string; email?: string; email_verified?: unknown; name?: string };

type Grant = { person: Person; redirectUri: string; challenge: string; nonce: string };

const newKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** An OpenID Connect provider at which `person` is signed in already, so that it sends every visitor straight back. */
export async function startOpenIdServer(client: { id: string; secret: string }) {
  const key = newKey();
  const otherKey = newKey();
  const grants = new Map<string, Grant>();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => json(response, 500, { error: "server_error" }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const provider = {
    issuer,
    person: { sub: "nobody" } as Person,
    /** `lean`: only the subject is in the ID token, the rest is told at /userinfo. */
    style: "full" as "full" | "lean",
    /** What is wrong with its ID tokens. */
    flaw: undefined as "key" | "nonce" | "audience" | "issuer" | undefined,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", issuer);
    if (url.pathname === "/.well-known/openid-configuration") return json(response, 200, discovery(issuer));
    if (url.pathname === "/jwks") {
      const jwk = key.publicKey.export({ format: "jwk" });
      return json(response, 200, { keys: [{ ...jwk, kid: "k1", use: "sig", alg: "RS256" }] });
    }
    if (url.pathname === "/authorize") return authorize(url.searchParams, response);
    if (url.pathname === "/token") return giveTokens(request, response);
    if (url.pathname === "/userinfo") {
      const grant = grants.get(request.headers.authorization?.replace("Bearer ", "") ?? "");
      return grant ? json(response, 200, grant.person) : json(response, 401, { error: "invalid_token" });
    }
    json(response, 404, {});
  }

  function authorize(asked: URLSearchParams, response: ServerResponse): void {
    const { person } = provider;
    const [redirectUri, challenge, nonce, state] = ["redirect_uri", "code_challenge", "nonce", "state"].map(
      (name) => asked.get(name),
    );
    const isWhole =
      asked.get("client_id") === client.id &&
      asked.get("response_type") === "code" &&
      asked.get("scope") === "openid email profile" &&
      asked.get("code_challenge_method") === "S256";
    if (!isWhole || !redirectUri || !challenge || !nonce || !state) {
      json(response, 400, { error: "invalid_request" });
      return;
    }
    const code = randomUUID();
    grants.set(code, { person, redirectUri, challenge, nonce });
    const back = new URL(redirectUri);
    back.search = String(new URLSearchParams({ code, state }));
    response.writeHead(302, { location: back.href }).end();
  }

  async function giveTokens(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const basic = Buffer.from(request.headers.authorization?.replace("Basic ", "") ?? "", "base64");
    // Both halves are form-encoded: RFC 6749, 2.3.1.
    const [id, secret] = String(basic)
      .split(":")
      .map((half) => new URLSearchParams(`half=${half}`).get("half"));
    const form = new URLSearchParams(await text(request));
    const code = form.get("code") ?? "";
    const grant = grants.get(code);
    grants.delete(code);
    const proof = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (id !== client.id || secret !== client.secret) return json(response, 401, { error: "invalid_client" });
    if (!grant || proof !== grant.challenge || form.get("redirect_uri") !== grant.redirectUri)
      return json(response, 400, { error: "invalid_grant" });
    const accessToken = randomUUID();
    grants.set(accessToken, grant);
    json(response, 200, {
      access_token: accessToken,
      token_type: "Bearer",
      expires_in: 300,
      id_token: idToken(grant),
      // As Keycloak sends them.
      refresh_expires_in: 1800,
      "not-before-policy": 0,
    });
  }

  function idToken({ person, nonce }: Grant): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...(provider.style === "lean" ? { sub: person.sub } : person),
      iss: provider.flaw === "issuer" ? "https://login.example.org" : issuer,
      aud: provider.flaw === "audience" ? "another-client" : client.id,
      nonce: provider.flaw === "nonce" ? randomUUID() : nonce,
      iat: now,
      exp: now + 300,
    };
    const { privateKey } = provider.flaw === "key" ? otherKey : key;
    const signed = `${base64({ alg: "RS256", kid: "k1" })}.${base64(claims)}`;
    return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
  }

  return provider;
}

function discovery(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
  };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
