import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { setTimeout as delay } from "node:timers/promises";
import { S3mini } from "s3mini";
import type { BlobBackend } from "#/lib/blobs/blob-backend.ts";
import { env } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";

const waitsMs = [100, 400, 1600];
const answerWithinMs = 20_000;

/** Objects `prefix/ab/abcd…` in a bucket of any S3-compatible service, addressed by path. */
export function s3Blobs(address: string): BlobBackend {
  const { bucket, prefix } = parseAddress(address);
  const { AWS_ENDPOINT_URL_S3, AWS_REGION, AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "" } = env();
  const service = AWS_ENDPOINT_URL_S3 ?? `https://s3.${AWS_REGION}.amazonaws.com`;
  const s3 = new S3mini({
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    endpoint: `${service.replace(/\/$/, "")}/${bucket}`,
    region: AWS_REGION,
    requestAbortTimeout: answerWithinMs,
  });
  const keyOf = (hash: string) => `${prefix}${hash.slice(0, 2)}/${hash}`;
  const found = async <T>(hash: string, reading: () => Promise<T | null>): Promise<T> => {
    const object = await persistently(reading);
    if (object !== null) return object;
    throw new AppError("internal", `The image ${hash} is not in ${address}. Import its dataset again.`);
  };
  return {
    has: async (hash) => (await persistently(() => s3.objectExists(keyOf(hash)))) === true,
    put: async (hash, bytes) => void (await persistently(() => s3.putObject(keyOf(hash), bytes))),
    get: async (hash) => {
      const bytes = Buffer.from(await found(hash, () => s3.getObjectArrayBuffer(keyOf(hash))));
      return { bytes, version: null };
    },
    stream: async (hash) => {
      const { body } = await found(hash, () => s3.getObjectResponse(keyOf(hash)));
      return body ? Readable.fromWeb(body as ReadableStream) : Readable.from([]);
    },
  };
}

function parseAddress(address: string): { bucket: string; prefix: string } {
  const [bucket = "", ...folders] = address.slice("s3://".length).split("/").filter(Boolean);
  return { bucket, prefix: folders.map((folder) => `${folder}/`).join("") };
}

/** A store is a network away: what fails is tried again for some seconds, then said in one line. */
async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const waitMs = waitsMs[attempt];
      if (waitMs === undefined) {
        const message = "The image store does not answer. Its operator finds why in the log.";
        throw new AppError("unavailable", message, { cause: error });
      }
      await delay(waitMs);
    }
  }
}
