import ipaddr from "ipaddr.js";
import { z } from "zod";

const optional = z.preprocess((value) => (value === "" ? undefined : value), z.string().optional());
const secretsKey = /^[a-z0-9-]{1,32}:[A-Za-z0-9+/]{43}=$/i;

function isIssuer(url: string): boolean {
  const { protocol, hostname } = URL.parse(url) ?? {};
  const isLocal = hostname === "localhost" || hostname === "127.0.0.1";
  return (protocol === "https:" || (protocol === "http:" && isLocal)) && !/[?#]/.test(url);
}

const price = z.number().min(0);
const tokenPrices = z
  .string()
  .default("{}")
  .transform((text, context) => {
    try {
      return z
        .record(z.string(), z.strictObject({ input: price, output: price }))
        .parse(JSON.parse(text || "{}"));
    } catch {
      context.addIssue({
        code: "custom",
        message:
          'must be JSON such as {"model-id": {"input": 2.5, "output": 10}}, prices of a million tokens',
      });
      return z.NEVER;
    }
  });

function isHostOrNetwork(entry: string): boolean {
  if (entry.includes("/")) return ipaddr.isValidCIDR(entry);
  if (/^[\d.]+$|:/.test(entry)) return ipaddr.isValid(entry.replace(/^\[(.*)\]$/, "$1"));
  return /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(entry);
}

const variables = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must start with postgresql://"),
  REDIS_URL: optional.refine(
    (url) => url === undefined || /^rediss?:\/\//.test(url),
    "must start with redis://",
  ),
  IMAGE_STORE: optional.refine(
    (store) => !store?.includes("://") || /^s3:\/\/[a-z0-9][a-z0-9.-]{2,62}(\/[\w.-]+)*\/?$/.test(store),
    "must be a folder or s3://bucket/prefix",
  ),
  AWS_ENDPOINT_URL_S3: optional.refine(
    (url) => url === undefined || /^https?:\/\//.test(url),
    "must start with https:// or http://",
  ),
  AWS_REGION: z.string().min(1).default("us-east-1"),
  AWS_ACCESS_KEY_ID: optional,
  AWS_SECRET_ACCESS_KEY: optional,
  NEXTAUTH_URL: z.url().optional(),
  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters"),
  SECRETS_KEYS: z
    .string()
    .refine(
      (keys) => keys.split(",").every((key) => secretsKey.test(key)),
      "must be id:base64 pairs of 32 bytes each, separated by commas",
    )
    .refine(
      (keys) => new Set(keys.split(",").map((key) => key.split(":")[0])).size === keys.split(",").length,
      "must name each key once",
    ),
  RECEIPT_KEY: optional.refine(
    (key) => key === undefined || /^[A-Za-z0-9+/]{43}=$/.test(key),
    "must be the base64 of 32 bytes",
  ),
  ENDPOINT_ALLOWLIST: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((host) => host.trim())
        .filter(Boolean),
    )
    .refine(
      (hosts) => hosts.every(isHostOrNetwork),
      "must be host names, addresses or networks such as 10.20.0.0/16, separated by commas",
    ),
  ALLOW_HTTP_ENDPOINTS: z
    .enum(["", "0", "1"], "must be 1 or 0")
    .default("")
    .transform((value) => value === "1"),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  JUDGE_BASE_URL: optional.refine(
    (url) => url === undefined || /^https?:\/\//.test(url),
    "must start with https:// or http://",
  ),
  JUDGE_MODEL: optional,
  JUDGE_API_KEY: optional,
  JUDGE_CONCURRENCY: z.coerce.number().int().min(1).max(256).default(8),
  JUDGE_TEMPERATURE: z.coerce.number().min(0).max(2).default(1),
  JUDGE_TEMPLATES: z.string().min(1).default("evaluation/tasks/description/templates"),
  JUDGE_UNPARSED: z
    .enum(["", "0", "1"], "must be 1 or 0")
    .default("")
    .transform((value) => value === "1"),
  TOKEN_PRICES: tokenPrices,
  GITHUB_ID: optional,
  GITHUB_SECRET: optional,
  GOOGLE_ID: optional,
  GOOGLE_SECRET: optional,
  OIDC_ISSUER: optional.refine(
    (url) => url === undefined || isIssuer(url),
    "must start with https:// (http:// only for localhost or 127.0.0.1) and have no ? or #",
  ),
  OIDC_ID: optional,
  OIDC_SECRET: optional,
  OIDC_NAME: optional.refine(
    (name) => name === undefined || (name.trim() !== "" && name.length <= 30),
    "must have 1 to 30 characters",
  ),
  METRICS_TOKEN: optional.refine(
    (token) => token === undefined || token.length >= 16,
    "must have at least 16 characters",
  ),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  HOST: optional.refine(
    (host) => host === undefined || ipaddr.isValid(host),
    "must be an address of this machine, such as 127.0.0.1; unset, the web process listens at all of them",
  ),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(8),
  WORKER_CALLS: z.coerce.number().int().min(1).max(1024).default(128),
  CALL_TIMEOUT_MS: z.coerce.number().int().min(1000).max(3_600_000).default(180_000),
  WORKER_LEASE_MS: z.coerce.number().int().min(1000).max(600_000).default(20_000),
});

/** @internal */
export const envNames = Object.keys(variables.shape);

const providerNames = [
  { needed: ["GOOGLE_ID", "GOOGLE_SECRET"], free: [] },
  { needed: ["OIDC_ISSUER", "OIDC_ID", "OIDC_SECRET"], free: ["OIDC_NAME"] },
] as const;

const schema = variables
  .superRefine((values, context) => {
    if (!values.IMAGE_STORE?.startsWith("s3://")) return;
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] as const)
      if (values[name] === undefined)
        context.addIssue({ code: "custom", path: [name], message: "must be set where IMAGE_STORE is s3://" });
  })
  .superRefine((values, context) => {
    for (const { needed, free } of providerNames) {
      const present = [...needed, ...free].find((name) => values[name] !== undefined);
      const missing = needed.filter((name) => values[name] === undefined);
      if (present === undefined || missing.length === 0) continue;
      const path = [missing.join(" and ")];
      context.addIssue({ code: "custom", path, message: `must be set where ${present} is` });
    }
  })
  .transform((values) => ({
    ...values,
    IMAGE_STORE: values.IMAGE_STORE ?? `${values.DATA_DIR}/images`,
    OIDC_NAME: values.OIDC_NAME ?? "OpenID Connect",
    NEXTAUTH_URL: values.NEXTAUTH_URL ?? `http://localhost:${values.PORT}`,
  }));

export type Env = z.infer<typeof schema>;

/** @internal */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0] ?? "environment");
  const isUnset = source[name] === undefined && issue?.code !== "custom";
  throw new Error(`${name} ${isUnset ? "is not set" : (issue?.message ?? "is invalid")}. See .env.example.`);
}

let cached: Env | undefined;

export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

export function provideEnv(values: Record<string, string>): void {
  Object.assign(process.env, values);
  cached = undefined;
}

/** Returns the environment of a process that this one starts: its own, and what is added. */
export function environmentWith(added: Record<string, string> | undefined): NodeJS.ProcessEnv {
  return { ...process.env, ...added };
}

export function rawEnv(name: "DATABASE_URL" | "DATA_DIR"): string | undefined {
  return process.env[name] || undefined;
}

/** Returns a variable that the operator names himself, such as the one that holds an API key. */
export function namedEnv(name: string): string | undefined {
  return process.env[name] || undefined;
}
