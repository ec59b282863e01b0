import type { Actor } from "#/features/access/actor.ts";
import { AppError } from "#/lib/errors.ts";

/** How busy the board is and whom it serves is its operator's business; a scraper has a token of its own. */
export function requireMetricsReader(actor: Actor): void {
  if (actor?.isAdmin) return;
  const message =
    "The metrics are for administrators and for whoever has METRICS_TOKEN. Set it for the web process and send it as: Authorization: Bearer …";
  throw new AppError(actor ? "forbidden" : "unauthenticated", message);
}
