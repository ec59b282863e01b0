import type { Role } from "#/server/board-processes.ts";
import { runBoard } from "#/server/run-board.ts";

const asked = process.argv.slice(2);
const roles: Role[] = (["web", "worker"] as const).filter(
  (role) => asked.length === 0 || asked.includes(role),
);
if (roles.length < Math.max(asked.length, 1)) {
  console.error("Usage: npm start, npm run start:web or npm run start:worker");
  process.exitCode = 2;
} else await runBoard("start", roles);
