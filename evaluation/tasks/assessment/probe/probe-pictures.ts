import sharp from "sharp";
import type { ImageInput } from "#/evaluation/endpoints/endpoint.ts";

/** One drawn scene in three states; never a picture of a benchmark. */
export type ProbePictures = { sharp: ImageInput; soft: ImageInput; blurred: ImageInput };

const scene = `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256">
<rect width="256" height="256" fill="#9cc7e8"/><circle cx="202" cy="52" r="24" fill="#ffe08a"/>
<path d="M0 190 L70 96 L128 170 L176 120 L256 196 V256 H0 Z" fill="#5d7f63"/>
<rect x="82" y="150" width="76" height="70" fill="#b5543c"/><path d="M72 152 L120 112 L168 152 Z" fill="#6b2f28"/>
<rect x="110" y="182" width="20" height="38" fill="#3b2a22"/><rect x="90" y="162" width="16" height="14" fill="#f4f0d8"/>
<rect x="136" y="162" width="16" height="14" fill="#f4f0d8"/>
<path d="M0 222 H256 M20 232 H236 M44 244 H212" stroke="#33502f" stroke-width="3"/></svg>`;

/** PNG pictures of 256 × 256: untouched, slightly blurred, and blurred beyond recognition. */
export async function drawProbePictures(): Promise<ProbePictures> {
  const draw = async (blur: number): Promise<ImageInput> => {
    const picture = sharp(Buffer.from(scene));
    const bytes = await (blur > 0 ? picture.blur(blur) : picture).png().toBuffer();
    return { bytes, mime: "image/png" };
  };
  const [untouched, soft, blurred] = await Promise.all([draw(0), draw(2), draw(14)]);
  return { sharp: untouched, soft, blurred };
}
