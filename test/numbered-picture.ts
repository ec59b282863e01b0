import sharp from "sharp";

const side = 8;

/** A tiny PNG of one colour, which is the item's number. */
export function drawNumbered(item: number): Promise<Buffer> {
  const background = { r: item >> 16, g: (item >> 8) & 255, b: item & 255 };
  return sharp({ create: { width: side, height: side, channels: 3, background } })
    .png()
    .toBuffer();
}

/** The number that a picture shows; null for a picture that is none of ours. */
export async function readNumbered(picture: Uint8Array): Promise<number | null> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  if (info.width !== side) return null;
  return ((data[0] ?? 0) << 16) | ((data[1] ?? 0) << 8) | (data[2] ?? 0);
}
