import { apiRoute } from "#/app/api/door/api-route.ts";
import { ownPublicKey } from "#/lib/signing-key.ts";

export const GET = apiRoute(async () => Response.json({ algorithm: "Ed25519", publicKey: ownPublicKey() }));
