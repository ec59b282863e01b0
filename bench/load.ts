import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const autocannon = fileURLToPath(new URL("../node_modules/autocannon/autocannon.js", import.meta.url));

export type Load = { perSecond: number; p99Seconds: number };

/** 16 clients that ask again as soon as they are answered, from a process of their own. */
export async function load(url: string, seconds: number, gzip = false): Promise<Load> {
  const encoding = gzip ? ["-H", "accept-encoding=gzip"] : [];
  const args = [autocannon, "-c", "16", "-d", String(seconds), "--json", ...encoding, url];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 1e8 });
  const told = JSON.parse(stdout) as {
    errors: number;
    non2xx: number;
    requests: { average: number };
    latency: { p99: number };
  };
  if (told.errors + told.non2xx > 0)
    throw new Error(
      `${url} answered ${told.non2xx} of its requests with an error and ${told.errors} not at all.`,
    );
  return { perSecond: told.requests.average, p99Seconds: told.latency.p99 / 1000 };
}
