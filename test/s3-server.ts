import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";

/** A server that speaks S3 and checks signatures, on a free port, with one bucket; `isAway` has it answer 503. */
export async function startS3Server(bucket: string, isAway: () => boolean = () => false) {
  const directory = await mkdtemp(join(tmpdir(), "s3-"));
  const s3 = new S3rver({ silent: true, directory, configureBuckets: [{ name: bucket, configs: [] }] });
  await s3.configureBuckets();
  const answer = s3.getMiddleware();
  const server = createServer((request, response) =>
    isAway() ? response.writeHead(503).end() : answer(request, response),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    settings: {
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "S3RVER",
      AWS_SECRET_ACCESS_KEY: "S3RVER",
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
