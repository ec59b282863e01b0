// Preloaded into the processes of the board: when the one that started them dies, even by SIGKILL, they stop too.
process.stdin.once("close", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
process.stdin.unref?.();
