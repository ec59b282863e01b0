import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";

const preload = new URL("./exit-with-parent.mjs", import.meta.url).href;
const withThread = `
  const { Worker } = require("node:worker_threads");
  new Worker(new URL("data:text/javascript,setTimeout(() => {}, 100)"), { execArgv: ["--import", "${preload}"] })
    .once("exit", () => setTimeout(() => console.log("still here"), 500));
  setInterval(() => {}, 1000);`;

it("stops a process when its parent's end of stdin closes, not when one of its threads ends", async () => {
  const child = spawn(process.execPath, ["--import", preload, "--eval", withThread], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  const said = await Promise.race([once(child.stdout, "data"), exit]);
  expect(String(said[0])).toContain("still here");
  child.stdin.end();
  expect(await exit).toEqual([null, "SIGTERM"]);
});
