import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { unusedExports } from "#/scripts/structure/unused-exports.ts";

async function project(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "structure-"));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, ".."), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

const knip = JSON.stringify({
  entry: ["main.ts!", "*.test.ts"],
  project: ["*.ts!", "!*.test.ts!"],
  tags: ["-internal"],
});

it("finds exports that nothing imports, and those of the product that only tests do", async () => {
  const root = await project({
    "package.json": '{ "name": "example", "type": "module" }',
    "knip.json": knip,
    "main.ts": 'import { used } from "./a.ts";\nused();\n',
    "a.ts":
      "export function used() {}\nexport const dead = 1;\nexport const tested = 2;\n/** @internal */\nexport const told = 3;\n",
    "a.test.ts": 'import { tested, told } from "./a.ts";\nconsole.log(tested, told);\n',
  });
  const found = (await unusedExports(root)).join("\n");
  expect(found).toMatch(/\bdead\b/);
  expect(found).toMatch(/\btested\b/);
  expect(found).not.toMatch(/\bused\b +function|\btold\b/);
}, 60_000);

it("takes a function that is too complex for an error", async () => {
  const branches = Array.from({ length: 8 }, (_, index) => `for (;;) if (a) while (b) if (c) d(${index});`);
  const text = `export function tangled(a, b, c, d) {\n${branches.join("\n")}\n}\n`;
  const config = join(import.meta.dirname, "../..");
  const root = await project({ "tangled.js": text });
  const args = [
    "lint",
    "--config-path",
    config,
    "--vcs-enabled=false",
    "--only=complexity",
    "--colors=off",
    root,
  ];
  const { code, output } = await new Promise<{ code: unknown; output: string }>((done) =>
    execFile(join(config, "node_modules/.bin/biome"), args, (error, stdout, stderr) =>
      done({ code: error?.code ?? 0, output: stdout + stderr }),
    ),
  );
  expect(output).toMatch(/noExcessiveCognitiveComplexity/);
  expect(code).toBe(1);
}, 60_000);
