import type {
  AssessmentLeaderboard,
  DescriptionLeaderboard,
} from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { type DemoBoard, openDemoBoard } from "#/scripts/demo/demo-board.ts";
import { type DemoOptions, demoOptions } from "#/scripts/demo/demo-options.ts";
import {
  assessmentTable,
  descriptionTable,
  fetchLeaderboard,
  perceptionTable,
} from "#/scripts/demo/tables.ts";
import { printError } from "#/server/print-error.ts";
import { stopSignal } from "#/server/stop-signal.ts";

const report = (line: string) => console.error(line);

try {
  await demo(demoOptions(process.argv.slice(2)));
} catch (error) {
  printError(error);
}
// What was being brought up when it was stopped would go on; its processes leave with this one.
process.exit();

async function demo({ once, json, port }: DemoOptions): Promise<void> {
  const stopped = stopSignal();
  const closing: (() => Promise<void>)[] = [];
  try {
    const board = await Promise.race([openDemoBoard(port, closing, report), stopped]);
    if (typeof board === "string") return;
    await printTables(board, json);
    if (once) return;
    report(`
The board is at ${board.address}
Sign in as ${board.email} with the password ${board.password}, or sign up.
To submit it yourself: reference endpoint at ${board.endpoint.baseUrl} with the model id ${board.endpoint.model}
Ctrl-C stops everything.`);
    await stopped;
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function printTables({ address }: DemoBoard, json: boolean): Promise<void> {
  const dev = await fetchLeaderboard(address, "perception", "demo-perception-dev");
  const quality = await fetchLeaderboard<AssessmentLeaderboard>(address, "assessment", "demo-assessment");
  const described = await fetchLeaderboard<DescriptionLeaderboard>(
    address,
    "description",
    "demo-description",
  );
  if (json)
    return console.log(
      JSON.stringify({ perception: dev, description: described, assessment: quality }, null, 2),
    );
  const test = await fetchLeaderboard(address, "perception", "demo-perception-test");
  console.log(
    `\n${perceptionTable(dev)}\n\n${perceptionTable(test)}\n\n${descriptionTable(described)}\n\n${assessmentTable(quality)}`,
  );
}
