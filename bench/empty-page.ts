import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { scriptWeight } from "#/bench/script-weight.ts";
import { startChild } from "#/server/child-process.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Builds an app of one empty page with our framework and weighs what that page loads first. */
export async function emptyPageWeight(): Promise<number> {
  const folder = join(root, ".data", "empty-page");
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "app"), { recursive: true });
  const layout = "export default ({ children }) => <html lang='en'><body>{children}</body></html>;\n";
  await writeFile(join(folder, "app", "layout.jsx"), layout);
  await writeFile(join(folder, "app", "page.jsx"), "export default () => <p>Empty</p>;\n");
  await writeFile(
    join(folder, "next.config.mjs"),
    `export default { turbopack: { root: ${JSON.stringify(root)} } };\n`,
  );
  await build(folder);
  const output = join(folder, ".next");
  const html = await readFile(join(output, "server", "app", "index.html"), "utf8");
  return scriptWeight(html, (source) =>
    readFile(join(output, source.replace(/^\/_next\//, "").replace(/\?.*$/, ""))),
  );
}

async function build(folder: string): Promise<void> {
  const logFile = join(folder, "log");
  const { code, words: message } = await startChild({
    name: "next build",
    args: [join(root, "node_modules/next/dist/bin/next"), "build", folder],
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    logFile,
  }).exited;
  if (code !== 0) throw new Error(`${message}.\n${await readFile(logFile, "utf8")}`);
}
