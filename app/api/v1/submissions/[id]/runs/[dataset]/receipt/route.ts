import { apiRoute } from "#/app/api/door/api-route.ts";
import { issueReceipt } from "#/features/receipts/issue-receipt.ts";

export const GET = apiRoute<{ id: string; dataset: string }>(async ({ actor, params: { id, dataset } }) => {
  const receipt = await issueReceipt(actor, id, dataset);
  const file = `receipt-${dataset}-${id}.json`.replace(/[^\w.-]/g, "_");
  return new Response(receipt, {
    headers: { "Content-Type": "application/json", "Content-Disposition": `attachment; filename="${file}"` },
  });
});
