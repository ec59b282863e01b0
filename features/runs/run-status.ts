import type { RunStatus } from "#/prisma/generated/client.ts";

export const activeStatuses: RunStatus[] = ["queued", "running", "paused"];

/** Not ended: items may still be asked. */
export function isActive(status: RunStatus): boolean {
  return activeStatuses.includes(status);
}
