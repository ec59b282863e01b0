import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { backupBoard } from "#/features/backups/backup-board.ts";
import { restoreBoard } from "#/features/backups/restore-board.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { publishSubmission } from "#/features/submissions/publish-submission.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { getBlob } from "#/lib/blobs/blob-store.ts";
import { closeDb, db, pool } from "#/lib/db.ts";
import { provideEnv } from "#/lib/env.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { ok } from "#/test/misbehaviours.ts";
import { runJobs, settleAll } from "#/test/run-jobs.ts";
import { fixtureDataset, fixtureSubmission, fixtureWorker, rightAnswer } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ ENDPOINT_ALLOWLIST: "127.0.0.1" });

const never = new AbortController().signal;
const copies: string[] = [];
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "backup-"));
});
afterAll(async () => {
  await closeQueue();
  await rm(folder, { recursive: true, force: true });
  for (const name of copies) await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
});

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("serverUrl") });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** A board without anything, in a database and an image folder of its own. */
async function moveToNewBoard(): Promise<void> {
  const name = `restored_${randomBytes(6).toString("hex")}`;
  copies.push(name);
  await closeQueue();
  await closeDb();
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${inject("templateDatabase")}`);
  provideEnv({
    DATABASE_URL: inject("serverUrl").replace(/\/board$/, `/${name}`),
    IMAGE_STORE: join(folder, name),
  });
}

it("brings back everything: tables, leaderboards, images, and numbers that go on", async () => {
  await using server = await startMisbehavingEndpoint((call) => ok(rightAnswer(call)));
  const dataset = await fixtureDataset(60);
  const { id, actor } = await fixtureSubmission(server.url, [dataset]);
  await runJobs(fixtureWorker(), id);
  await settleAll(id);
  await publishSubmission(actor, id);
  const halfWay = await fixtureSubmission(server.url, [await fixtureDataset(40)], { actor });
  const before = JSON.stringify([await leaderboard("perception", dataset), await submissionView(actor, id)]);
  const backup = join(folder, "backup");
  const manifest = await backupBoard(backup, never);
  expect(manifest).toMatchObject({ images: 100 });
  expect(manifest.tables.map(({ name }) => name)).not.toContain("sessions");
  expect((await backupBoard(backup, never)).tables).toEqual(manifest.tables);

  await moveToNewBoard();
  await restoreBoard(backup, never);
  for (const { name, rows } of manifest.tables)
    expect((await pool().query(`SELECT count(*)::int AS n FROM "${name}"`)).rows[0]).toEqual({ n: rows });
  expect(JSON.stringify([await leaderboard("perception", dataset), await submissionView(actor, id)])).toBe(
    before,
  );
  for (const { hash } of await db().image.findMany()) await getBlob(hash);

  await runJobs(fixtureWorker(), halfWay.id);
  await settleAll(halfWay.id);
  expect((await submissionView(actor, halfWay.id)).status).toBe("finished");
  await fixtureSubmission(server.url, [await fixtureDataset(4)], { actor });
  await expect(restoreBoard(backup, never)).rejects.toThrow(/is not empty/);
});

it("takes all tables or none: a damaged backup and one that was broken off leave the board empty", async () => {
  const backup = join(folder, "backup");
  await moveToNewBoard();
  const file = join(backup, "tables", "items.copy.gz");
  await writeFile(file, gzipSync(""));
  await expect(restoreBoard(backup, never)).rejects.toThrow(/is damaged/);
  expect(await db().dataset.count()).toBe(0);
  await rm(join(backup, "manifest.json"));
  await expect(restoreBoard(backup, never)).rejects.toThrow(/no complete backup/);
  expect(await readdir(join(backup, "tables"))).toContain("items.copy.gz");
});
