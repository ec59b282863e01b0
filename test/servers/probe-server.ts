import type { ProbeReport } from "#/evaluation/probe/probe-report.ts";
import { runProbe } from "#/evaluation/probe/run-probe.ts";
import { seededRandom } from "#/evaluation/statistics/resampling/random.ts";
import { never, openTestEndpoint, testKey } from "#/test/ask-endpoint.ts";
import type { ServerRow } from "#/test/servers/server-row.ts";

export function baseUrlOf(server: { url: string }, { address }: Pick<ServerRow, "address">): string {
  return address === undefined ? server.url : server.url.replace(/\/v1$/, address);
}

/** A probe of a server of the table, as the board runs it. */
export async function probeServer(
  server: { url: string },
  row: Pick<ServerRow, "address" | "protocol" | "extraBody"> & { model?: string },
  { deadlineMs = 30_000, apiKey = testKey } = {},
): Promise<ProbeReport> {
  const random = seededRandom(7);
  const { model = "m" } = row;
  const endpoint = openTestEndpoint(baseUrlOf(server, row), {
    concurrency: 8,
    model,
    apiKey,
    protocol: row.protocol ?? "openai",
    extraBody: row.extraBody ?? null,
  });
  try {
    const options = { model, signal: never, deadlineMs, random: () => random.nextUint32() / 2 ** 32 };
    return await runProbe(endpoint, options);
  } finally {
    await endpoint.close();
  }
}
