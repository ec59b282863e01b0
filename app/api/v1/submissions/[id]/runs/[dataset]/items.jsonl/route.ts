import { itemsRoute } from "#/app/api/door/items-route.ts";

export const GET = itemsRoute("jsonl");
