import { createHmac } from "node:crypto";
import { env } from "#/lib/env.ts";

type Hashed = { answers: "public" | "hidden"; contentHash: string };

/**
 * Returns what tells versions of a dataset apart. The plain hash covers the answers, so of hidden ones it would confirm a
 * guess of the few that somebody lacks: those are hashed once more, with a key of this board.
 */
export function visibleContentHash({ answers, contentHash }: Hashed): string {
  if (answers === "public") return contentHash;
  return createHmac("sha256", env().NEXTAUTH_SECRET).update(`content hash ${contentHash}`).digest("hex");
}
