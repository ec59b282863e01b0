import { endpointFaults } from "#/bench/faults/endpoint-faults.ts";
import type { Fault } from "#/bench/faults/fault.ts";
import { storeFaults } from "#/bench/faults/store-faults.ts";
import { userFaults } from "#/bench/faults/user-faults.ts";
import { workerFaults } from "#/bench/faults/worker-faults.ts";

export const allFaults: Fault[] = [...workerFaults, ...storeFaults, ...endpointFaults, ...userFaults];
