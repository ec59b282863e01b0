import { beforeAll, describe, expect, it } from "vitest";
import type { User } from "#/features/access/actor.ts";
import { dryRun } from "#/features/submissions/trial/dry-run.ts";
import { db } from "#/lib/db.ts";
import { never, testKey } from "#/test/ask-endpoint.ts";
import { assessmentFixtures } from "#/test/assessment-fixtures.ts";
import { habitServer } from "#/test/habit-server.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { failing, hang, ok, redirect, reset } from "#/test/misbehaviours.ts";
import { fixtureDataset, fixtureUser, itemOf, rightAnswer } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });

let user: User;
let dataset: string;
beforeAll(async () => {
  user = await fixtureUser();
  dataset = await fixtureDataset(60, { without: [3] });
});

const endpointAt = (baseUrl: string, changes: object = {}) => ({
  protocol: "openai",
  baseUrl,
  model: "m",
  apiKey: testKey,
  ...changes,
});
const dry = (baseUrl: string, slug = dataset, actor = user, deadlineMs?: number) =>
  dryRun(actor, { endpoint: endpointAt(baseUrl), dataset: slug }, never, deadlineMs);
const rows = async () => [
  await db().submission.count(),
  await db().run.count(),
  await db().itemResult.count(),
  await db().model.count(),
];

describe("a dry run", () => {
  it("shows eight items with what was sent and what came back, and stores nothing", async () => {
    await using server = await startMisbehavingEndpoint((call) =>
      ok(itemOf(call) % 2 ? `**${rightAnswer(call)}.** ` : "Hard to say.", { reasoning: "Let me look …" }),
    );
    const before = await rows();
    const shown = await dry(server.url);
    expect(shown).toMatchObject({ dataset, task: "perception", rung: null, problem: null });
    expect(shown.items).toHaveLength(8);
    expect(server.calls).toHaveLength(8);
    for (const item of shown.items) {
      const isRight = item.item % 2 === 1;
      expect(item.prompt).toBe(
        `Item ${item.item}: how is it?\nA. Sharp\nB. Blurry\nC. Noisy\nAnswer with the option's letter from the given choices directly.`,
      );
      expect(item).toMatchObject({
        thinking: "Let me look …",
        status: isRight ? "correct" : "unparsed",
        parsed: isRight ? item.correctAnswer : null,
        images: [expect.stringMatching(/^[0-9a-f]{64}$/)],
        calls: 1,
      });
    }
    expect(shown.items.filter(({ item }) => item % 2)[0]?.raw).toMatch(/^\*\*[ABC]\.\*\*/);
    expect(server.calls[0]?.headers.authorization).toBe(`Bearer ${testKey}`);
    expect(await rows()).toEqual(before);
  });

  it("spreads over question types and concerns, always on the same items with pictures", async () => {
    await using server = await startMisbehavingEndpoint((call) => ok(rightAnswer(call)));
    const chosen = async () => (await dry(server.url)).items.map(({ item }) => item);
    const items = await chosen();
    expect(await chosen()).toEqual(items);
    expect(items).not.toContain(3);
    const types = [0, 1, 2].map((type) => items.filter((item) => item % 3 === type).length);
    expect(types.sort()).toEqual([2, 3, 3]);
    expect(new Set(items.map((item) => item % 4)).size).toBeGreaterThanOrEqual(3);
  });

  it("asks as many at a time as the submitter allows", async () => {
    await using server = await startMisbehavingEndpoint((call) => ok(rightAnswer(call)));
    await dryRun(user, { endpoint: endpointAt(server.url, { concurrency: 2 }), dataset }, never);
    expect(server.maxInFlight()).toBeLessThanOrEqual(2);
  });

  it("gives no verdict and no key of a hidden set, but to an admin", async () => {
    const hidden = await fixtureDataset(30, { answers: "hidden" });
    await using server = await startMisbehavingEndpoint(() => ok("A"));
    const shown = await dry(server.url, hidden);
    expect(JSON.stringify(shown)).not.toMatch(/correct|wrong|reference/i);
    expect(shown.items.map(({ status }) => status)).toEqual(Array(8).fill("answered"));
    expect(new Set(shown.items.map(({ parsed }) => parsed)).size).toBeGreaterThan(1);
    const admin = await dry(server.url, hidden, await fixtureUser(true));
    expect(admin.items[0]).toHaveProperty("correctAnswer");
  });

  it("finds the rung of assessment and shows the difference that was read", { timeout: 20_000 }, async () => {
    await using server = await startMisbehavingEndpoint(
      habitServer({ prefill: "continued", logprobs: "listed" }),
    );
    const shown = await dry(server.url, await assessmentFixtures(12));
    expect(shown).toMatchObject({ task: "assessment", rung: "P", words: ["good", "poor"], problem: null });
    expect(shown.items).toHaveLength(8);
    for (const { logprobDifference, assistantPrefix, prompt, status } of shown.items) {
      expect(logprobDifference).toBe(Math.round(1.55 * 2 ** 16) / 2 ** 16);
      expect([prompt, assistantPrefix]).toEqual([
        "Rate the quality of the image.",
        "The quality of the image is",
      ]);
      expect(status).toBe("answered");
    }
  });

  it("says what is wrong with an endpoint that cannot be used, after as few calls as that takes", async () => {
    await using server = await startMisbehavingEndpoint(() => failing(401, `bad key ${testKey}`));
    const shown = await dry(server.url);
    expect(shown.problem).toMatch(/refuses the API key/);
    expect(shown.items).toEqual([]);
    expect(server.calls.length).toBeLessThanOrEqual(8);
    expect(JSON.stringify(shown)).not.toContain(testKey);
    await using elsewhere = await startMisbehavingEndpoint([redirect("http://169.254.169.254/")]);
    expect((await dry(elsewhere.url)).problem).toMatch(/redirects/);
    await using cut = await startMisbehavingEndpoint([reset]);
    const { items } = await dry(cut.url);
    expect(items.map(({ status, raw }) => [status, raw])).toEqual(Array(8).fill(["error", null]));
  });

  it("never waits longer than its time, and shows what came until then", async () => {
    await using server = await startMisbehavingEndpoint((call) =>
      call.number <= 3 ? ok(rightAnswer(call)) : hang,
    );
    const shown = await dry(server.url, dataset, user, 700);
    expect(shown.seconds).toBeLessThan(3);
    expect(shown.items.filter(({ status }) => status === "correct")).toHaveLength(3);
    expect(shown.items.filter(({ error }) => error?.includes("were over before this answer"))).toHaveLength(
      5,
    );
    const left = AbortSignal.abort(new Error("gone"));
    await expect(dryRun(user, { endpoint: endpointAt(server.url), dataset }, left)).rejects.toThrow("gone");
  });

  it("refuses strangers, private addresses and datasets that cannot be asked", async () => {
    const refused = (input: object, actor: User | null = user) => dryRun(actor, input, never);
    const endpoint = endpointAt("http://10.0.0.1/v1");
    await expect(refused({ endpoint, dataset }, null)).rejects.toMatchObject({ code: "unauthenticated" });
    const at = (field: string) => ({ code: "bad-input", fields: { [field]: [expect.any(String)] } });
    await expect(refused({ endpoint, dataset })).rejects.toMatchObject(at("endpoint.baseUrl"));
    const allowed = endpointAt("http://127.0.0.1:9999/v1");
    await expect(refused({ endpoint: allowed, dataset: "none" })).rejects.toMatchObject(at("dataset"));
    await expect(refused({ endpoint: allowed })).rejects.toMatchObject(at("dataset"));
  });
});

it("asks for two at once of one account, lets some wait, and others go on meanwhile", async () => {
  await using stuck = await startMisbehavingEndpoint(() => hang);
  await using quick = await startMisbehavingEndpoint((call) => ok(rightAnswer(call)));
  const [greedy, other] = [await fixtureUser(), await fixtureUser()];
  const left = new AbortController();
  const asked = { endpoint: endpointAt(stuck.url), dataset };
  const stuckOnes = Array.from({ length: 7 }, () => dryRun(greedy, asked, left.signal));
  await expect(Promise.race(stuckOnes)).rejects.toMatchObject({
    code: "rate-limited",
    message: expect.stringContaining("under way at once"),
  });
  expect((await dry(quick.url, dataset, other)).items).toHaveLength(8);
  left.abort(new Error("left"));
  expect((await Promise.allSettled(stuckOnes)).map(({ status }) => status)).not.toContain("fulfilled");
  expect((await dry(quick.url, dataset, greedy)).items).toHaveLength(8);
});
