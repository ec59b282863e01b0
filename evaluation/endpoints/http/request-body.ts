import type { ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";

/** JSON text (strings, as UTF-8) and images (bytes, as base64), which stand inside it. */
export type BodyPieces = readonly (string | Uint8Array)[];

/** A multiple of three, so that the pieces join; a longer text is allocated where it is dear. */
const bytesAtOnce = 24 * 1024;

/**
 * Joins the pieces to one body in memory from `allocate`. The images are written once, past JSON.stringify: base64 needs
 * no escaping, and scanning it would cost more than everything else.
 */
export function joinBody(pieces: BodyPieces, allocate: (bytes: number) => Buffer): Buffer {
  const body = allocate(pieces.reduce((sum, piece) => sum + lengthOf(piece), 0));
  let offset = 0;
  for (const piece of pieces)
    offset += typeof piece === "string" ? body.write(piece, offset) : writeBase64(piece, body, offset);
  return body;
}

function lengthOf(piece: string | Uint8Array): number {
  return typeof piece === "string" ? Buffer.byteLength(piece) : 4 * Math.ceil(piece.length / 3);
}

function writeBase64(bytes: Uint8Array, body: Buffer, start: number): number {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let written = 0;
  for (let index = 0; index < source.length; index += bytesAtOnce) {
    const text = source.toString("base64", index, index + bytesAtOnce);
    written += body.write(text, start + written, "latin1");
  }
  return written;
}

/** Returns the MIME type as it may stand inside a JSON string. Throws EndpointError `image` for anything else. */
export function mimeOf(image: ImageInput): string {
  if (/^image\/[a-z0-9][a-z0-9.+-]*$/.test(image.mime)) return image.mime;
  throw new EndpointError("image", `${image.mime.slice(0, 60)} is not the MIME type of an image.`);
}

/** Own parameters under the extra ones; a null removes a parameter. */
export function mergeParameters(
  own: Readonly<Record<string, unknown>>,
  extra: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...own, ...extra }).filter(([, value]) => value !== null));
}
