import { runBoard } from "#/server/run-board.ts";

await runBoard("dev", ["web", "worker"]);
