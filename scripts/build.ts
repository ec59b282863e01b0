import { printError } from "#/server/print-error.ts";
import { ensureWebBuild } from "#/server/web-build.ts";

await ensureWebBuild((line) => console.error(line)).catch(printError);
