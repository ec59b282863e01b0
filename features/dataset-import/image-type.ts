export type ImageType = "image/jpeg" | "image/png" | "image/webp" | "image/bmp";

/** Returns the type that the first bytes tell, whatever the file is called; null for all others. */
export function imageType(bytes: Uint8Array): ImageType | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 12)).toString("latin1");
  if (text.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (text.startsWith("RIFF") && text.slice(8) === "WEBP") return "image/webp";
  if (text.startsWith("BM")) return "image/bmp";
  return null;
}
