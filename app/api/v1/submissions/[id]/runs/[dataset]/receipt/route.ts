import { createHash } from "node:crypto";
import { apiRoute } from "#/app/api/_http/api-route.ts";
import { notModified } from "#/app/api/_http/not-modified.ts";
import { askerOf } from "#/app/api/_http/quota-headers.ts";
import { issueReceipt } from "#/features/receipts/issue-receipt.ts";

export const GET = apiRoute<{ id: string; dataset: string }>(
  async ({ request, actor, params: { id, dataset } }) => {
    const receipt = await issueReceipt(actor, id, dataset, askerOf(request, actor));
    const etag = `"${createHash("sha256").update(receipt).digest("base64url")}"`;
    const known = notModified(request, etag);
    if (known) return known;
    const file = `receipt-${dataset}-${id}.json`.replace(/[^\w.-]/g, "_");
    const disposition = `attachment; filename="${file}"`;
    return new Response(receipt, {
      headers: { "Content-Type": "application/json", "Content-Disposition": disposition, ETag: etag },
    });
  },
  { ownTurn: true },
);
