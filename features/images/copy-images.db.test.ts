import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { copyImages } from "#/features/images/copy-images.ts";
import { getBlob } from "#/lib/blobs/blob-store.ts";
import { db } from "#/lib/db.ts";
import { env, provideEnv } from "#/lib/env.ts";
import { startS3Server } from "#/test/s3-server.ts";
import { fixtureDataset } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

const server = await startS3Server("pictures");
afterAll(() => server[Symbol.asyncDispose]());
useTestDatabase(server.settings);

it("moves a board's images to a bucket, says what it lacks, and can be repeated", async () => {
  await fixtureDataset(30);
  const folder = env().IMAGE_STORE;
  const lost = (await db().image.findFirstOrThrow()).hash;
  await rm(join(folder, lost.slice(0, 2), lost));
  const never = new AbortController().signal;
  const first = await copyImages(folder, "s3://pictures/board", never);
  expect(first).toMatchObject({ copied: 29, alreadyThere: 0, failed: [{ hash: lost }] });
  const again = await copyImages(folder, "s3://pictures/board", never);
  expect(again).toMatchObject({ copied: 0, alreadyThere: 29 });
  provideEnv({ IMAGE_STORE: "s3://pictures/board" });
  for (const { hash } of await db().image.findMany({ where: { hash: { not: lost } } })) await getBlob(hash);
});
