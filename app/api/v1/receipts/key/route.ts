import { apiRoute } from "#/app/api/_http/api-route.ts";
import { ownPublicKey } from "#/lib/secrets/signing-key.ts";

export const GET = apiRoute(async () => Response.json({ algorithm: "Ed25519", publicKey: ownPublicKey() }));
