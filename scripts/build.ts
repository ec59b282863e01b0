import { sayError } from "#/scripts/say-error.ts";
import { ensureWebBuild } from "#/scripts/web-build.ts";

await ensureWebBuild((line) => console.error(line)).catch(sayError);
