import type { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";

/** What an endpoint has against a picture; `size`: too large, without saying whether in bytes or in pixels. */
export type PictureFault = "format" | "bytes" | "pixels" | "size";

const pixels = /\bpixels?\b|megapixel|dimension|resolution|\bwidth\b|\bheight\b|longest (edge|side)/i;
const bytes = /\b\d*\s?(bytes?|[kmg]i?b|megabytes?)\b|payload|file size|request (entity|body)/i;
const tooMuch = /too (large|big|many)|exceed|maximum|\bmax\b|limit|at most|larger than|over the/i;

// The message ends with the server's words in brackets: "… (400: This model does not support images)."
const noneAtAll =
  /(not|n't) (support|accept|take|allow|handle) (any )?(image|picture|vision)s?( inputs?)?[.,)]|takes no (images|pictures)/i;

/** The model takes no pictures whatever: no other form of one would help. */
export function takesNoPictures({ message }: EndpointError): boolean {
  return noneAtAll.test(message);
}

/** Read from the status and the server's words, which are part of the error's message. */
export function pictureFault({ kind, status, message }: EndpointError): PictureFault {
  // Tokens of a picture grow with its pixels.
  if (kind === "context") return "pixels";
  if (status === 413) return "bytes";
  if (!tooMuch.test(message)) return "format";
  if (pixels.test(message)) return "pixels";
  return bytes.test(message) ? "bytes" : "size";
}
