import sharp, { type Sharp } from "sharp";

const longestSidePx = 768;

/** A decoded picture: interleaved 8-bit RGB and its luma, row by row. */
export type Pixels = { width: number; height: number; rgb: Uint8Array; luma: Uint8Array };

function toLuma(rgb: Uint8Array): Uint8Array {
  const luma = new Uint8Array(rgb.length / 3);
  for (let pixel = 0, at = 0; pixel < luma.length; pixel += 1, at += 3) {
    luma[pixel] = (77 * (rgb[at] ?? 0) + 150 * (rgb[at + 1] ?? 0) + 29 * (rgb[at + 2] ?? 0) + 128) >> 8;
  }
  return luma;
}

function spread(grey: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(grey.length * 3);
  for (let at = 0; at < rgb.length; at += 1) rgb[at] = grey[Math.floor(at / 3)] ?? 0;
  return rgb;
}

/** What of a picture reaches the measures: all, no colour and light, no detail, or the left half. */
export type Eye = "all" | "sharpness" | "colour" | "half";

const throughEye: Record<Eye, (picture: Sharp) => Sharp> = {
  all: (picture) => picture,
  sharpness: (picture) => picture.greyscale().normalise(),
  colour: (picture) => picture.blur(4),
  half: (picture) => picture,
};

/** Decodes at the picture's own size, or scaled down to 768 pixels on the long side, as an eye sees it. */
export async function decodePixels(encoded: Buffer, eye: Eye = "all"): Promise<Pixels> {
  const picture = sharp(encoded, { limitInputPixels: 80_000_000, failOn: "error" })
    .resize({ width: longestSidePx, height: longestSidePx, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" });
  const { data, info } = await throughEye[eye](picture)
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const rgb = info.channels === 3 ? data : spread(data);
  const whole = { width: info.width, height: info.height, rgb, luma: toLuma(rgb) };
  return eye === "half" ? leftHalf(whole) : whole;
}

function leftHalf({ width, height, rgb }: Pixels): Pixels {
  const half = Math.ceil(width / 2);
  const left = new Uint8Array(half * height * 3);
  for (let row = 0; row < height; row++)
    left.set(rgb.subarray(row * width * 3, (row * width + half) * 3), row * half * 3);
  return { width: half, height, rgb: left, luma: toLuma(left) };
}
