import sharp from "sharp";
import { type CardFacts, drawCard } from "#/features/share/draw-card.ts";

const kept = 200;
const pictures = new Map<string, Promise<Buffer>>();

/** Resolves with the card as a PNG. Drawing takes a tenth of a second, so the last few hundred are kept. */
export function cardPng(facts: CardFacts): Promise<Buffer> {
  const key = JSON.stringify(facts);
  const known = pictures.get(key);
  if (known) return known;
  const drawn = sharp(Buffer.from(drawCard(facts)))
    .png({ palette: true })
    .toBuffer();
  pictures.set(key, drawn);
  drawn.catch(() => pictures.delete(key));
  for (const oldest of pictures.keys()) {
    if (pictures.size <= kept) break;
    pictures.delete(oldest);
  }
  return drawn;
}
