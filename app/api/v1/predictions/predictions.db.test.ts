import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { POST } from "#/app/api/v1/predictions/route.ts";
import { importDataset } from "#/features/dataset-import/import-dataset.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { createUser } from "#/features/users/create-user.ts";
import { db } from "#/lib/db.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

let folder = "";
let token = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-api-"));
  const items = Array.from({ length: 80 }, (_, n) => ({ img_path: `${n}.png`, gt_score: n }));
  await writeFile(join(folder, "mos.json"), JSON.stringify(items));
  await importDataset({ file: join(folder, "mos.json"), as: "iqa", slug: "mos", answers: "public" });
  token = (await createToken(await createUser({ email: "api@example.org" }), { name: "test" })).secret;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const csv = ["img_path,score", ...Array.from({ length: 80 }, (_, n) => `${n}.png,${n + (n % 7)}`)].join("\n");

function upload(query: string, body: string, headers: Record<string, string> = {}) {
  const request = new Request(`http://localhost/api/v1/predictions?${query}`, {
    method: "POST",
    body,
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
  return POST(request, { params: Promise.resolve({}) });
}

it("answers a dry run with the scores and stores nothing", async () => {
  const answer = await upload("dataset=mos&dry-run=1", csv);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    dataset: "mos",
    n: 80,
    coverage: 1,
    scores: { srcc: { n: 80 } },
  });
  expect(await db().submission.count()).toBe(0);
});

it("stores the file as a submission and says where it is", async () => {
  const answer = await upload("dataset=mos&model=By%20API", csv, {
    "content-disposition": 'attachment; filename="../scores.csv"',
  });
  expect(answer.status).toBe(201);
  const { id, url } = (await answer.json()) as { id: string; url: string };
  expect(answer.headers.get("location")).toBe(url);
  const run = await db().run.findFirstOrThrow({ where: { submissionId: id } });
  expect(run.settings).toMatchObject({ file: { name: "scores.csv" }, values: "scores" });
});

it("refuses with the lines, after it has read what was sent", async () => {
  const answer = await upload(
    "dataset=mos&model=M&filename=bad.csv",
    `${csv}\n3.png,1\n${"99.png,1\n".repeat(3)}`,
  );
  expect(answer.status).toBe(400);
  const { error } = (await answer.json()) as { error: { message: string; fields: { file: string[] } } };
  expect(error.message).toMatch(/^bad\.csv cannot be scored: 4 problems/);
  expect(error.fields.file[0]).toMatch(/line 82: contradicts line 5/);
  expect((await upload("dataset=mos&model=M", csv, { authorization: "" })).status).toBe(401);
});
