import type { ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/endpoint-error.ts";

/**
 * Joins JSON text (strings, as UTF-8) and images (bytes, as base64) to one body. The images are written once,
 * past JSON.stringify: base64 needs no escaping, and scanning it would cost more than everything else.
 */
export function joinBody(pieces: readonly (string | Uint8Array)[]): Buffer {
  const encoded = pieces.map((piece) =>
    typeof piece === "string"
      ? { text: piece, encoding: "utf8" as const, length: Buffer.byteLength(piece) }
      : { text: base64(piece), encoding: "latin1" as const, length: 4 * Math.ceil(piece.length / 3) },
  );
  const body = Buffer.allocUnsafe(encoded.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of encoded) offset += body.write(piece.text, offset, piece.encoding);
  return body;
}

/** The MIME type as it may stand inside a JSON string. Throws EndpointError `image` for anything else. */
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

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
