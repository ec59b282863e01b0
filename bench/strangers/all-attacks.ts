import type { Attack } from "#/bench/strangers/attack.ts";
import { accountLoops } from "#/bench/strangers/attacks/account-loops.ts";
import { connections, requestHeaders } from "#/bench/strangers/attacks/connections.ts";
import { downloads } from "#/bench/strangers/attacks/downloads.ts";
import { endpointProbes } from "#/bench/strangers/attacks/endpoint-probes.ts";
import { endpointRuns } from "#/bench/strangers/attacks/endpoint-runs.ts";
import { filePatterns } from "#/bench/strangers/attacks/file-patterns.ts";
import { largeFiles } from "#/bench/strangers/attacks/large-files.ts";
import { imageOptimizer, pageFloods } from "#/bench/strangers/attacks/page-floods.ts";
import { jsonFiles, refusals, tables } from "#/bench/strangers/attacks/tables.ts";
import { workbooks } from "#/bench/strangers/attacks/workbooks.ts";

export const allAttacks: Attack[] = [
  ...filePatterns,
  ...workbooks,
  ...largeFiles,
  ...tables,
  ...jsonFiles,
  ...refusals,
  ...endpointProbes,
  ...endpointRuns,
  ...pageFloods,
  ...imageOptimizer,
  ...downloads,
  ...connections,
  ...requestHeaders,
  ...accountLoops,
];
