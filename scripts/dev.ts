import { runBoard } from "#/scripts/run-board.ts";

await runBoard("dev", ["web", "worker"]);
