import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "#/lib/postgres/process-alive.ts";

const patienceMs = 90_000;

export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, "lock");
  await mkdir(folder, { recursive: true });
  const giveUpAt = Date.now() + patienceMs;
  while (!(await claim(lock))) {
    if (Date.now() > giveUpAt)
      throw new Error(`${lock} is held for too long. Remove it if no other process runs.`);
    await delay(50);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function claim(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const holder = Number(await readFile(lock, "utf8").catch(() => "0"));
    if (holder && !isAlive(holder)) await rm(lock, { force: true });
    return false;
  }
}
