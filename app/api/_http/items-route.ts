import { apiRoute } from "#/app/api/_http/api-route.ts";
import { notModified } from "#/app/api/_http/not-modified.ts";
import { pacedStream } from "#/app/api/_http/paced-stream.ts";
import { askerOf } from "#/app/api/_http/quota-headers.ts";
import { spend } from "#/features/quotas/spend.ts";
import { takeTurn } from "#/features/quotas/take-turn.ts";
import { itemsFile } from "#/features/results/export-items.ts";

const types = { csv: "text/csv; charset=utf-8; header=present", jsonl: "application/jsonl; charset=utf-8" };

/** Streams the per-item results; a reader who leaves or stops reading, or a failure half-way, breaks the transfer off. */
export function itemsRoute(format: keyof typeof types) {
  return apiRoute<{ id: string; dataset: string }>(
    async ({ request, actor, params }) => {
      const file = await itemsFile(actor, params.id, params.dataset, format);
      const known = notModified(request, file.etag);
      if (known) return known;
      const asker = askerOf(request, actor);
      if (!actor?.isAdmin) await spend("export", asker);
      const release = await takeTurn("export", asker, request.signal);
      const rows = file.open(asker);
      const leave = () => {
        rows.destroy();
        release();
      };
      request.signal.addEventListener("abort", leave, { once: true });
      const body = pacedStream(rows, () => {
        request.signal.removeEventListener("abort", leave);
        release();
      });
      const name = `${params.dataset}-${params.id}.${format}`.replace(/[^\w.-]/g, "_");
      const headers = {
        "Content-Type": types[format],
        "Content-Disposition": `attachment; filename="${name}"`,
      };
      return new Response(body, { headers: file.etag ? { ...headers, ETag: file.etag } : headers });
    },
    { ownTurn: true },
  );
}
