import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const nobody = 65534;
const userNamespace = ["unshare", "--user", `--map-user=${nobody}`, `--map-group=${nobody}`, "--"];

export type Account = { prefix: string[]; user?: { uid: number; gid: number } };

let cached: Promise<Account> | undefined;

/**
 * PostgreSQL refuses to run as root. A user namespace lets it run as nobody while its files stay root's,
 * so that folders only root may enter (a fresh temporary one) work too.
 */
export function unprivileged(folder: string): Promise<Account> {
  cached ??= choose(folder);
  return cached;
}

async function choose(folder: string): Promise<Account> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const [command = "", ...args] = userNamespace;
  try {
    await run(command, [...args, "true"]);
    return { prefix: userNamespace };
  } catch {
    await refuseHiddenFolder(folder);
    return { prefix: [], user: { uid: nobody, gid: nobody } };
  }
}

async function refuseHiddenFolder(folder: string): Promise<void> {
  for (let path = folder; path !== dirname(path); path = dirname(path)) {
    if (((await stat(dirname(path))).mode & 0o001) === 0) {
      throw new Error(
        `PostgreSQL may not run as root, and ${dirname(path)} is closed to other users. Run as an ordinary user, move the folder, or set DATABASE_URL.`,
      );
    }
  }
}
