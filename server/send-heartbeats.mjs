import { Socket } from "node:net";
import { isMainThread } from "node:worker_threads";

// Preloaded into processes whose supervisor watches them: a byte on descriptor 3 each second, as long as the loop turns.
const everyMs = 1000;

if (isMainThread) {
  const supervisor = new Socket({ fd: 3, readable: false, writable: true });
  // One that has gone needs no beats; exit-with-parent.mjs sees to what follows from that.
  supervisor.on("error", () => clearInterval(beating));
  supervisor.unref();
  // One that is frozen reads nothing: what waits for it says enough.
  const beat = () => supervisor.writableLength === 0 && supervisor.write(".");
  const beating = setInterval(beat, everyMs);
  beating.unref();
  beat();

  // Processes that this one starts in turn have something else there.
  const own = process.execArgv.indexOf(import.meta.url);
  if (own > 0) process.execArgv.splice(own - 1, 2);
}
