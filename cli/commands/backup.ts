import type { Command } from "#/cli/command.ts";
import { backupBoard } from "#/features/backups/backup-board.ts";
import type { Manifest } from "#/features/backups/manifest.ts";
import { restoreBoard } from "#/features/backups/restore-board.ts";

export const backupCreate: Command = {
  name: "backup create",
  about: "Writes all tables, as of one moment, and all images to a folder; the board may go on meanwhile.",
  args: ["FOLDER"],
  options: {},
  async run({ needed, signal, progress }) {
    const value = await backupBoard(needed("FOLDER"), signal, progress);
    const keys = "Keep SECRETS_KEYS and RECEIPT_KEY elsewhere: they are not in it.";
    return { value, text: `Backed up ${summary(value)}.\n${keys}\n` };
  },
};

export const backupRestore: Command = {
  name: "backup restore",
  about: "Fills a new, empty database and image store of the same version with a backup.",
  args: ["FOLDER"],
  options: {},
  async run({ needed, signal, progress }) {
    const value = await restoreBoard(needed("FOLDER"), signal, progress);
    return { value, text: `Restored ${summary(value)}, as of ${value.madeAt}.\n` };
  },
};

function summary({ tables, images }: Manifest): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `${rows} rows of ${tables.length} tables and ${images} images`;
}
