import sharp, { type Sharp } from "sharp";

/** Interleaved 8-bit RGB, row by row. */
export type Raster = { data: Uint8Array; width: number; height: number };

const pictureFormats = ["jpg", "webp", "png"] as const;
export type PictureFormat = (typeof pictureFormats)[number];

function read({ data, width, height }: Raster): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function toRaster(image: Sharp): Promise<Raster> {
  const { data, info } = await image
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

export function rasterise(svg: string): Promise<Raster> {
  return toRaster(sharp(Buffer.from(svg)));
}

export function gaussianBlur(raster: Raster, sigma: number): Promise<Raster> {
  return toRaster(read(raster).blur(sigma));
}

export async function compress(raster: Raster, quality: number): Promise<Raster> {
  const encoded = await read(raster).jpeg({ quality, chromaSubsampling: "4:2:0" }).toBuffer();
  return toRaster(sharp(encoded));
}

export function encode(raster: Raster, format: PictureFormat): Promise<Buffer> {
  const image = read(raster);
  if (format === "png") return image.png({ compressionLevel: 4 }).toBuffer();
  if (format === "webp") return image.webp({ quality: 92, effort: 0 }).toBuffer();
  return image.jpeg({ quality: 93, chromaSubsampling: "4:4:4" }).toBuffer();
}
