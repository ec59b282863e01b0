import { apiRoute } from "#/app/api/_http/api-route.ts";
import { openapiDocument } from "#/app/api/openapi/document.ts";
import { env } from "#/lib/env.ts";

export const GET = apiRoute(() => Response.json(openapiDocument(env().NEXTAUTH_URL)));
