import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { errorFromNetwork } from "#/evaluation/endpoints/errors/network-error.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { submit } from "#/features/submissions/submit.ts";
import { db } from "#/lib/db.ts";
import { env } from "#/lib/env.ts";
import { asking, failing, testKey } from "#/test/ask-endpoint.ts";
import * as does from "#/test/misbehaviours.ts";
import { sharedData } from "#/test/shared-data.ts";
import { fixtureDataset, fixtureUser } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";
import { vectorsOf } from "#/test/vectors/vectors-of.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });

const forms = [
  testKey,
  encodeURIComponent(testKey),
  Buffer.from(testKey).toString("base64").replace(/=+$/, ""),
  Buffer.from(testKey).toString("hex"),
  [...testKey].reverse().join(""),
];

function expectNoKey(text: string): void {
  for (const form of forms) expect(text).not.toContain(form);
}

/** Where each vector's key turns up, and that nobody can read it there. */
const cases: Record<string, () => Promise<void>> = {
  "leak-01": async () => {
    const { reply } = await asking([
      does.ok(forms.map((form) => `Authorization: Bearer ${form}`).join("\n")),
    ]);
    expectNoKey(JSON.stringify(reply));
    for (const code of [400, 401, 500])
      expectNoKey((await failing([does.failing(code, forms.join(" "))])).message);
  },
  "leak-03": async () => {
    const words = `Incorrect API key provided: ${testKey.slice(0, 10)}***${testKey.slice(-3)}.`;
    const { message } = await failing([does.failing(401, words)]);
    expect(message).not.toContain(testKey.slice(0, 10));
    expect(message).toContain("[redacted]");
  },
  "leak-05": async () => {
    const address = `https://x.example/?key=${encodeURIComponent(testKey)}`;
    expectNoKey((await failing([does.failing(500, address)])).message);
  },
  "leak-07": async () => {
    const cause = Object.assign(new Error(`authorization: Bearer ${testKey}`), { code: "UND_ERR_SOCKET" });
    const error = errorFromNetwork(
      Object.assign(new TypeError("fetch failed", { cause }), { code: "UND_ERR_SOCKET" }),
    );
    expect(error.cause).toBeUndefined();
    expectNoKey(`${error.message} ${error.stack} ${JSON.stringify(error)}`);
  },
  "leak-09": async () => {
    const script = `import { log } from "#/lib/log.ts";
      const key = ${JSON.stringify(testKey)};
      const headers = { authorization: "Bearer " + key, "x-api-key": key, "x-goog-api-key": key, cookie: key };
      log().error({ apiKey: key, err: new Error("Bearer " + key), request: { headers }, headers }, "failed with " + key);
      log().child({ endpoint: { options: { apiKey: key } } }).info("asked");`;
    const { DATABASE_URL, NEXTAUTH_SECRET, SECRETS_KEYS } = env();
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
      env: { ...process.env, DATABASE_URL, NEXTAUTH_SECRET, SECRETS_KEYS, LOG_LEVEL: "info" },
      encoding: "utf8",
    });
    expect(stderr.replace(/.*Warning.*\n?/g, "")).toBe("");
    expect(stdout.trim().split("\n")).toHaveLength(2);
    expect(stdout).toContain("failed with");
    expectNoKey(stdout);
  },
  "leak-11": async () => {
    const owner = await fixtureUser();
    const { id } = await submit(owner, {
      model: { name: "Secretive" },
      endpoint: { protocol: "openai", baseUrl: "http://127.0.0.1:9/v1", model: "m", apiKey: testKey },
      datasets: [await fixtureDataset(2)],
    });
    for (const actor of [owner, await fixtureUser(true)])
      expectNoKey(JSON.stringify(await submissionView(actor, id)));
    const stored = await db().submission.findUniqueOrThrow({ where: { id } });
    expect(stored.sealedApiKey).toMatch(/^test\./);
    expectNoKey(JSON.stringify(stored));
  },
};

describe.runIf(sharedData)("every vector of leaked secrets", () => {
  it("has a case, and every case a vector", () => {
    expect(Object.keys(cases)).toEqual(vectorsOf("secret_leak").map(({ id }) => id));
  });
});

it.each(Object.entries(cases))("%s", (_, play) => play());
