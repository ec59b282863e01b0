import { ensureWebBuild } from "#/scripts/web-build.ts";

await ensureWebBuild((line) => console.error(line));
