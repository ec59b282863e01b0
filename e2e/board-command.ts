import { execFile } from "node:child_process";

export type CommandResult = { code: number; stdout: string; stderr: string };

/** `npm run board` on the data of the running board, as an operator types it beside it. */
export function boardCommand(...args: string[]): Promise<CommandResult> {
  return new Promise((done) => {
    execFile(
      "npm",
      ["run", "--silent", "board", "--", ...args],
      { env: { ...process.env, DATA_DIR: process.env.BOARD_DATA_DIR } },
      (error, stdout, stderr) => done({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}
