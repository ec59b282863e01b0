const headerBytes = 54;
const uncompressed = new Set([0, 3, 6]);

/** Width and height of an uncompressed BMP whose pixels are all there; null for any other. */
export function bmpSize(bytes: Uint8Array): { width: number; height: number } | null {
  if (bytes.length < headerBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offset = view.getUint32(10, true);
  const width = view.getInt32(18, true);
  const height = Math.abs(view.getInt32(22, true));
  const depth = view.getUint16(28, true);
  if (view.getUint32(14, true) < 40 || !uncompressed.has(view.getUint32(30, true))) return null;
  if (width <= 0 || height <= 0 || ![1, 4, 8, 16, 24, 32].includes(depth)) return null;
  const rowBytes = Math.ceil((width * depth) / 32) * 4;
  return offset + rowBytes * height <= bytes.length ? { width, height } : null;
}
