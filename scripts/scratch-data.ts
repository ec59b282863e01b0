import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const outside = [
  "DATABASE_URL",
  "REDIS_URL",
  "IMAGE_STORE",
  "NEXTAUTH_URL",
  "NEXTAUTH_SECRET",
  "SECRETS_KEYS",
];

/** Points this process and its children to a data folder of their own, whatever the surroundings name. */
export async function openScratchData(): Promise<{ folder: string; removeNow: () => void }> {
  const folder = await mkdtemp(join(tmpdir(), "q-bench-board-"));
  for (const name of outside) delete process.env[name];
  process.env.DATA_DIR = folder;
  return { folder, removeNow: () => rmSync(folder, { recursive: true, force: true }) };
}
