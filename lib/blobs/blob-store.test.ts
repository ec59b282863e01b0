import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blobPlaceAt, contentHash, getBlob, putBlob, streamBlob } from "#/lib/blobs/blob-store.ts";
import { provideEnv } from "#/lib/env.ts";
import { startS3Server } from "#/test/s3-server.ts";

const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * 7919) % 256));
let server: Awaited<ReturnType<typeof startS3Server>>;
let folder = "";
let failures = 0;

beforeAll(async () => {
  server = await startS3Server("pictures", () => failures-- > 0);
  folder = await mkdtemp(join(tmpdir(), "blobs-"));
  provideEnv({
    DATABASE_URL: "postgresql://nobody@localhost/none",
    NEXTAUTH_SECRET: "x".repeat(32),
    SECRETS_KEYS: `k:${Buffer.alloc(32).toString("base64")}`,
    ...server.settings,
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe.each([
  ["a folder", () => folder],
  ["a bucket of an S3 server", () => "s3://pictures/board/images"],
])("%s", (_, address) => {
  beforeAll(() => provideEnv({ IMAGE_STORE: address() }));

  it("gives back what was put, whole and streamed, under its content hash", async () => {
    const hash = await putBlob(bytes);
    expect(hash).toBe(contentHash(bytes));
    expect(await putBlob(bytes)).toBe(hash);
    expect((await getBlob(hash)).equals(bytes)).toBe(true);
    expect((await buffer(await streamBlob(hash))).equals(bytes)).toBe(true);
  });

  it("refuses bytes that are not those that were stored", async () => {
    const hash = contentHash(Buffer.from("the right bytes"));
    await blobPlaceAt(address()).put(hash, Buffer.from("other bytes"));
    await expect(getBlob(hash)).rejects.toThrow(/is damaged/);
    await expect(streamBlob(hash).then(buffer)).rejects.toThrow(/is damaged/);
  });

  it("refuses bytes that were spoilt after they had been read", async () => {
    const right = Buffer.from("the bytes at first");
    const hash = await putBlob(right);
    expect(await getBlob(hash)).toEqual(right);
    await blobPlaceAt(address()).put(hash, Buffer.from("the bytes at last!"));
    await expect(getBlob(hash)).rejects.toThrow(/is damaged/);
  });

  it("refuses what was never stored", async () => {
    await expect(getBlob("0".repeat(64))).rejects.toThrow();
    await expect(streamBlob("0".repeat(64)).then(buffer)).rejects.toThrow();
    await expect(getBlob("../../etc/passwd")).rejects.toThrow(/not a SHA-256 hash/);
  });
});

it("signs its requests: the server refuses another secret", async () => {
  const own = server.settings.AWS_SECRET_ACCESS_KEY;
  provideEnv({ AWS_SECRET_ACCESS_KEY: "another-secret" });
  const refused = blobPlaceAt("s3://pictures/another-key").put(contentHash(bytes), bytes);
  await expect(refused).rejects.toMatchObject({ code: "unavailable" });
  provideEnv({ AWS_SECRET_ACCESS_KEY: own });
});

it("tries again when the store fails for a moment, and says when it stays away", async () => {
  const hash = await putBlob(bytes);
  failures = 2;
  expect((await getBlob(hash)).equals(bytes)).toBe(true);
  failures = Number.POSITIVE_INFINITY;
  await expect(getBlob(hash)).rejects.toMatchObject({ code: "unavailable" });
  failures = 0;
});
