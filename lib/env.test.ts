import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { envNames, parseEnv } from "#/lib/env.ts";

const root = new URL("../", import.meta.url);
const least = {
  DATABASE_URL: "postgresql://board@localhost/board",
  NEXTAUTH_SECRET: "x".repeat(32),
  SECRETS_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
};
const oidc = { OIDC_ISSUER: "https://login.example.org", OIDC_ID: "board", OIDC_SECRET: "x" };

it("has one line in .env.example for every variable, and no line for another", async () => {
  const [example, compose] = await Promise.all(
    [".env.example", "docker-compose.yml"].map((name) => readFile(new URL(name, root), "utf8")),
  );
  const lines = [...(example ?? "").matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);
  const ofCompose = new Set([...(compose ?? "").matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name));
  expect(lines.filter((name) => !envNames.includes(name ?? "") && !ofCompose.has(name))).toEqual([]);
  expect([...new Set(lines)]).toHaveLength(lines.length);
  for (const name of [...envNames, ...ofCompose]) expect(lines).toContain(name);
});

it.each<[string, Record<string, string | undefined>]>([
  ["DATABASE_URL", { DATABASE_URL: "mysql://x" }],
  ["NEXTAUTH_SECRET", { NEXTAUTH_SECRET: "short" }],
  ["SECRETS_KEYS", { SECRETS_KEYS: "k1:too-short" }],
  ["SECRETS_KEYS", { SECRETS_KEYS: `${least.SECRETS_KEYS},${least.SECRETS_KEYS}` }],
  ["TRUSTED_PROXIES", { TRUSTED_PROXIES: "-1" }],
  ["ALLOW_HTTP_ENDPOINTS", { ALLOW_HTTP_ENDPOINTS: "yes" }],
  ["ENDPOINT_ALLOWLIST", { ENDPOINT_ALLOWLIST: "gpu7.lab.example.org, 10.20.0.0/33" }],
  ["ENDPOINT_ALLOWLIST", { ENDPOINT_ALLOWLIST: "10.20.0.300" }],
  ["ENDPOINT_ALLOWLIST", { ENDPOINT_ALLOWLIST: "https://gpu7.lab.example.org" }],
  ["IMAGE_STORE", { IMAGE_STORE: "ftp://images" }],
  ["AWS_ACCESS_KEY_ID", { IMAGE_STORE: "s3://images" }],
  ["METRICS_TOKEN", { METRICS_TOKEN: "guess" }],
  ["OIDC_ISSUER", { ...oidc, OIDC_ISSUER: "http://login.example.org" }],
  ["OIDC_ISSUER", { ...oidc, OIDC_ISSUER: "http://localhost.example.org" }],
  ["OIDC_ISSUER", { ...oidc, OIDC_ISSUER: "http://127.0.0.1@login.example.org" }],
  ["OIDC_ISSUER", { ...oidc, OIDC_ISSUER: "https://login.example.org/?realm=lab" }],
  ["OIDC_ISSUER", { ...oidc, OIDC_ISSUER: "login.example.org" }],
  ["OIDC_NAME", { ...oidc, OIDC_NAME: "x".repeat(31) }],
])("refuses a bad %s in one line that names it", (name, changes) => {
  expect(() => parseEnv({ ...least, ...changes })).toThrow(new RegExp(`^${name} .*\\.env\\.example\\.$`));
});

it("takes host names, addresses and networks into the allowlist", () => {
  const list = "gpu7.lab.example.org, 10.20.0.0/16, 10.1.2.3, [fd00::7], fd00::/8, localhost";
  expect(parseEnv({ ...least, ENDPOINT_ALLOWLIST: list }).ENDPOINT_ALLOWLIST).toEqual(list.split(", "));
});

it.each<[string, Record<string, string>]>([
  ["GOOGLE_SECRET must be set where GOOGLE_ID is", { GOOGLE_ID: "board" }],
  ["GOOGLE_ID must be set where GOOGLE_SECRET is", { GOOGLE_SECRET: "x", GOOGLE_ID: "" }],
  ["OIDC_SECRET must be set where OIDC_ISSUER is", { ...oidc, OIDC_SECRET: "" }],
  ["OIDC_ISSUER and OIDC_SECRET must be set where OIDC_ID is", { OIDC_ID: "board" }],
  ["OIDC_ISSUER and OIDC_ID and OIDC_SECRET must be set where OIDC_NAME is", { OIDC_NAME: "Lab" }],
])("says of a provider half set: %s", (message, changes) => {
  expect(() => parseEnv({ ...least, ...changes })).toThrow(`${message}. See .env.example.`);
});

it("takes whole providers, a plain http issuer on this machine, and none", () => {
  expect(parseEnv({ ...least, ...oidc, GOOGLE_ID: "board", GOOGLE_SECRET: "x" })).toMatchObject({
    ...oidc,
    OIDC_NAME: "OpenID Connect",
  });
  for (const OIDC_ISSUER of ["http://localhost:8080/realms/lab", "http://127.0.0.1:9000/"])
    expect(parseEnv({ ...least, ...oidc, OIDC_ISSUER, OIDC_NAME: "Lab" })).toMatchObject({
      OIDC_ISSUER,
      OIDC_NAME: "Lab",
    });
  expect(parseEnv({ ...least, OIDC_ISSUER: "", OIDC_ID: "", GOOGLE_ID: "" }).OIDC_ISSUER).toBeUndefined();
});
