import { apiRoute } from "#/app/api/_http/api-route.ts";

export const dynamic = "force-dynamic";

/** The process answers; says nothing of what it depends on. */
export const GET = apiRoute(() => Response.json({ status: "ok" }), { unlimited: true });
