import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { checkKeyRing } from "#/features/secrets/check-key-ring.ts";
import { env, provideEnv } from "#/lib/env.ts";
import { fixtureDataset, fixtureSubmission } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });

const newKey = (name: string) => `${name}:${randomBytes(32).toString("base64")}`;

it("refuses a key that did not seal what bears its name, and no other ring", async () => {
  await fixtureSubmission("http://127.0.0.1:9/v1", [await fixtureDataset(2)]);
  await checkKeyRing();
  provideEnv({ SECRETS_KEYS: `${newKey("fresh")},${env().SECRETS_KEYS}` });
  await checkKeyRing();
  provideEnv({ SECRETS_KEYS: newKey("fresh") });
  await checkKeyRing();
  provideEnv({ SECRETS_KEYS: `${newKey("fresh")},${newKey("test")}` });
  await expect(checkKeyRing()).rejects.toThrow(/"test" in SECRETS_KEYS/);
});
