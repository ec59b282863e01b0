import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Receipt } from "#/features/receipts/receipt.ts";
import { signedReceipt } from "#/features/receipts/signed-receipt.ts";
import { provideEnv } from "#/lib/env.ts";
import { ownPublicKey, publicKeyOf } from "#/lib/secrets/signing-key.ts";

const run = promisify(execFile);
const seed = Buffer.alloc(32, 9).toString("base64");
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "receipt-"));
  provideEnv({
    RECEIPT_KEY: seed,
    DATABASE_URL: "postgresql://nowhere.invalid/none",
    NEXTAUTH_SECRET: "x".repeat(32),
    SECRETS_KEYS: `a:${Buffer.alloc(32).toString("base64")}`,
  });
  const receipt = { format: "q-bench-receipt-1", board: "https://board.example" } as Receipt;
  await writeFile(join(folder, "receipt.json"), signedReceipt(receipt));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The shell in a folder of its own, where no board was ever started. */
async function verify(options: string[], env: Record<string, string> = {}) {
  const data = join(folder, "data");
  const started = run(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "cli/board.ts",
      "receipts",
      "verify",
      join(folder, "receipt.json"),
      ...options,
    ],
    { env: { NODE_ENV: "test", DATA_DIR: data, ...env } },
  );
  const { stdout, stderr } = await started.catch((error: { stdout: string; stderr: string }) => error);
  expect(existsSync(data), "nothing is started").toBe(false);
  return { stdout, stderr };
}

it("checks a receipt against a key that was given or is the board's, and starts nothing", {
  timeout: 60_000,
}, async () => {
  const key = ownPublicKey();
  expect(publicKeyOf(seed)).toBe(key);
  expect((await verify(["--public-key", key])).stdout).toContain("https://board.example");
  expect((await verify([], { RECEIPT_KEY: seed })).stdout).toContain(key);
  expect((await verify([])).stderr).toContain("/api/v1/receipts/key");
  const other = publicKeyOf(Buffer.alloc(32, 8).toString("base64"));
  expect((await verify(["--public-key", other])).stderr).toContain(`signed by the key ${key}`);
  expect(await readdir(folder)).toEqual(["receipt.json"]);
});
