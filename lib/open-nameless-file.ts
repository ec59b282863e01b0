import { randomUUID } from "node:crypto";
import { openSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Returns a file for reading and writing that nobody else finds and that is gone with the process, however that ends. Gives its
 * descriptor, which the caller closes.
 */
export function openNamelessFile(): number {
  const path = join(tmpdir(), `q-bench-board-${randomUUID()}`);
  const descriptor = openSync(path, "wx+", 0o600);
  unlinkSync(path);
  return descriptor;
}
