import { itemsRoute } from "#/app/api/_http/items-route.ts";

export const GET = itemsRoute("jsonl");
