import { openScratchData } from "#/scripts/scratch-data.ts";

/** The whole board as `npm run demo` brings it up, on data of its own that goes when it stops. */
const data = await openScratchData();
console.error(`Data: ${data.folder}`);
process.once("exit", data.removeNow);
await import("#/scripts/demo.ts");
