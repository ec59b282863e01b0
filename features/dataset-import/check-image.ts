import sharp from "sharp";
import { bmpSize } from "#/features/dataset-import/bmp-size.ts";
import { type ImageType, imageType } from "#/features/dataset-import/image-type.ts";

export type CheckedImage = { mime: ImageType; width: number; height: number };

const maxPixels = 100_000_000;
export const maxImageBytes = 64 * 1024 * 1024;

/** Decodes header and body. The answer is a reason, as text, where the bytes are not one whole image. */
export async function checkImage(bytes: Uint8Array): Promise<CheckedImage | string> {
  if (bytes.length === 0) return "is empty";
  if (bytes.length > maxImageBytes) return "is larger than 64 MB";
  const mime = imageType(bytes);
  if (mime === null) return "is not a JPEG, PNG, WebP or BMP image";
  if (mime === "image/bmp") {
    const size = bmpSize(bytes);
    return size ? { mime, ...size } : "is a truncated or compressed BMP";
  }
  try {
    const image = sharp(bytes, { failOn: "error", limitInputPixels: maxPixels });
    const { autoOrient } = await image.metadata();
    await image.resize(16, 16, { fit: "fill", kernel: "nearest" }).raw().toBuffer();
    return { mime, ...autoOrient };
  } catch (error) {
    const [reason = "unknown"] = (error as Error).message.split("\n");
    return `cannot be decoded (${reason.trim()}): it is damaged or truncated`;
  }
}
