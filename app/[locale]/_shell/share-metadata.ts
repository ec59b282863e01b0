import type { Metadata } from "next";
import { cardHeight, cardWidth } from "#/features/share/card-size.ts";
import { env } from "#/lib/env.ts";

type Shared = { title: string; description?: string; card: string };

/** Returns what a page says of itself, also to those who draw a preview of its link. */
export function shareMetadata({ title, description, card }: Shared): Metadata {
  const images = [{ url: card, width: cardWidth, height: cardHeight, alt: title }];
  return {
    metadataBase: new URL(env().NEXTAUTH_URL),
    title,
    ...(description !== undefined && { description }),
    openGraph: { type: "website", siteName: "Q-Bench Board", title, description, images },
    twitter: { card: "summary_large_image", title, description, images: [card] },
  };
}
