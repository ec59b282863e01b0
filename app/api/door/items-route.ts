import { Readable } from "node:stream";
import { apiRoute } from "#/app/api/door/api-route.ts";
import { exportItems } from "#/features/results/export-items.ts";

const types = { csv: "text/csv; charset=utf-8; header=present", jsonl: "application/jsonl; charset=utf-8" };

/** Streams the per-item results; a reader who leaves, or a failure half-way, breaks the transfer off. */
export function itemsRoute(format: keyof typeof types) {
  return apiRoute<{ id: string; dataset: string }>(async ({ request, actor, params }) => {
    const rows = await exportItems(actor, params.id, params.dataset, format);
    request.signal.addEventListener("abort", () => rows.destroy(), { once: true });
    const file = `${params.dataset}-${params.id}.${format}`.replace(/[^\w.-]/g, "_");
    return new Response(Readable.toWeb(rows) as ReadableStream<Uint8Array>, {
      headers: { "Content-Type": types[format], "Content-Disposition": `attachment; filename="${file}"` },
    });
  });
}
