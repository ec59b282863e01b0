export type RawPicture = { pixels: Buffer; width: number; height: number; channels: 3 };

const headerBytes = 54;
const bitFields = 3;

/**
 * Returns the pixels of an uncompressed BMP of 1, 4, 8, 24 or 32 bits (BITMAPINFOHEADER and later), rows from the top, RGB;
 * a fourth channel is dropped, as most readers do. Null for any other file. The image library reads no BMP.
 */
export function decodeBmp(bytes: Uint8Array): RawPicture | null {
  if (bytes.length < headerBytes || bytes[0] !== 0x42 || bytes[1] !== 0x4d) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, headerSize, depth] = [
    view.getUint32(10, true),
    view.getUint32(14, true),
    view.getUint16(28, true),
  ];
  const [width, signedHeight] = [view.getInt32(18, true), view.getInt32(22, true)];
  const height = Math.abs(signedHeight);
  const rowBytes = Math.ceil((width * depth) / 32) * 4;
  if (width <= 0 || height <= 0 || start + rowBytes * height > bytes.length) return null;
  const pixelAt = reader(view, depth, 14 + headerSize);
  if (pixelAt === null) return null;
  const pixels = Buffer.allocUnsafe(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    const row = start + rowBytes * (signedHeight > 0 ? height - 1 - y : y);
    for (let x = 0; x < width; x += 1) {
      const from = pixelAt(row, x);
      const to = (y * width + x) * 3;
      pixels[to] = bytes[from + 2] ?? 0;
      pixels[to + 1] = bytes[from + 1] ?? 0;
      pixels[to + 2] = bytes[from] ?? 0;
    }
  }
  return { pixels, width, height, channels: 3 };
}

/** Where the blue byte of a pixel lies; null for a depth or packing that is not read. */
function reader(view: DataView, depth: number, palette: number): ((row: number, x: number) => number) | null {
  const packing = view.getUint32(30, true);
  if (depth === 24 && packing === 0) return (row, x) => row + x * 3;
  if (depth === 32 && (packing === 0 || (packing === bitFields && hasUsualMasks(view)))) {
    return (row, x) => row + x * 4;
  }
  if (packing !== 0 || (depth !== 1 && depth !== 4 && depth !== 8)) return null;
  const mask = (1 << depth) - 1;
  return (row, x) => {
    const bit = x * depth;
    const packed = view.getUint8(row + (bit >> 3));
    return palette + 4 * ((packed >> (8 - depth - (bit & 7))) & mask);
  };
}

function hasUsualMasks(view: DataView): boolean {
  return view.byteLength > 66 && view.getUint32(54, true) === 0xff0000 && view.getUint32(62, true) === 0xff;
}
