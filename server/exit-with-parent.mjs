import { isMainThread } from "node:worker_threads";

// Preloaded into the processes of the board: when the one that started them dies, even by SIGKILL, they stop too.
// Threads run this as well, and their stdin is closed from the beginning.
if (isMainThread) {
  process.stdin.once("close", () => process.kill(process.pid, "SIGTERM"));
  process.stdin.resume();
  process.stdin.unref?.();

  // Processes that these start in turn have another stdin, which may be closed from the beginning.
  const own = process.execArgv.indexOf(import.meta.url);
  if (own > 0) process.execArgv.splice(own - 1, 2);
}
