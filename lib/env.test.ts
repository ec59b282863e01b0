import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { envNames, parseEnv } from "#/lib/env.ts";

const root = new URL("../", import.meta.url);
const least = {
  DATABASE_URL: "postgresql://board@localhost/board",
  NEXTAUTH_SECRET: "x".repeat(32),
  SECRETS_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
};

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
])("refuses a bad %s in one line that names it", (name, changes) => {
  expect(() => parseEnv({ ...least, ...changes })).toThrow(new RegExp(`^${name} .*\\.env\\.example\\.$`));
});

it("takes host names, addresses and networks into the allowlist", () => {
  const list = "gpu7.lab.example.org, 10.20.0.0/16, 10.1.2.3, [fd00::7], fd00::/8, localhost";
  expect(parseEnv({ ...least, ENDPOINT_ALLOWLIST: list }).ENDPOINT_ALLOWLIST).toEqual(list.split(", "));
});
