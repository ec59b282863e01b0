import { createHash } from "node:crypto";
import sharp, { type Sharp } from "sharp";
import type { ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { decodeBmp } from "#/evaluation/endpoints/pictures/decode-bmp.ts";
import type { SentPicture } from "#/evaluation/endpoints/pictures/sent-picture.ts";

/** What a picture is sent as; `edge` is the longest side in pixels. */
export type PictureForm = { as: "png" } | { as: "jpeg" } | { as: "scaled"; edge: number };

export type ReencodedPicture = { image: ImageInput; sent: SentPicture };

const jpegQuality = 95;

export async function pictureSize({ bytes }: ImageInput): Promise<{ width: number; height: number }> {
  const bmp = decodeBmp(bytes);
  if (bmp) return bmp;
  const { width, height } = await sharp(bytes).metadata();
  return { width, height };
}

/**
 * Resolves with the picture in another form: PNG of the very same pixels, JPEG (quality 95, full colour resolution) of the same
 * size, or that scaled down. Colour profile and orientation travel along. Rejects for what cannot be read.
 */
export async function convertPicture(original: ImageInput, form: PictureForm): Promise<ReencodedPicture> {
  const picture = open(original.bytes);
  const { data, info } = await encode(picture, form).toBuffer({ resolveWithObject: true });
  const mime = form.as === "png" ? "image/png" : "image/jpeg";
  const { width, height } = info;
  const sha256 = createHash("sha256").update(data).digest("hex");
  return {
    image: { bytes: data, mime },
    sent: {
      from: original.mime,
      mime,
      scaled: form.as === "scaled",
      bytes: data.length,
      width,
      height,
      sha256,
    },
  };
}

function open(bytes: Uint8Array): Sharp {
  const bmp = decodeBmp(bytes);
  if (bmp === null) return sharp(bytes).keepIccProfile().keepExif();
  const { pixels, ...raw } = bmp;
  return sharp(pixels, { raw });
}

function encode(picture: Sharp, form: PictureForm): Sharp {
  if (form.as === "png") return picture.png();
  const size = form.as === "scaled" ? form.edge : null;
  const fitting = size === null ? picture : picture.resize(size, size, { fit: "inside" });
  return fitting
    .flatten({ background: "#ffffff" })
    .jpeg({ quality: jpegQuality, chromaSubsampling: "4:4:4" });
}
