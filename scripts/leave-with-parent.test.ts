import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";

const preload = new URL("./leave-with-parent.mjs", import.meta.url).href;
const withThread = `
  const { Worker } = require("node:worker_threads");
  new Worker("setTimeout(() => {}, 200)", { eval: true, execArgv: ["--import", "${preload}"] })
    .once("exit", () => console.log("thread ended"));
  setInterval(() => {}, 1000);`;

it("stops a process when its parent's end of stdin closes, not when one of its threads ends", async () => {
  const child = spawn(process.execPath, ["--import", preload, "--eval", withThread], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [said] = await once(child.stdout, "data");
  expect(String(said)).toContain("thread ended");
  expect(child.exitCode ?? child.signalCode).toBeNull();
  const exit = once(child, "exit");
  child.stdin.end();
  expect(await exit).toEqual([null, "SIGTERM"]);
});
