import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { checkImage } from "#/features/dataset-import/check-image.ts";

const noise = sharp({
  create: {
    width: 80,
    height: 60,
    channels: 3,
    background: "grey",
    noise: { type: "gaussian", mean: 128, sigma: 40 },
  },
});

function bmp(width: number, height: number): Uint8Array {
  const rowBytes = Math.ceil((width * 24) / 32) * 4;
  const bytes = Buffer.alloc(54 + rowBytes * height, 90);
  bytes.fill(0, 0, 54).write("BM");
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(-height, 22);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

const whole = {
  "image/jpeg": await noise.clone().jpeg().toBuffer(),
  "image/png": await noise.clone().png().toBuffer(),
  "image/webp": await noise.clone().webp().toBuffer(),
  "image/bmp": bmp(80, 60),
};

const gif = await noise.clone().gif().toBuffer();

describe("checkImage", () => {
  it.each(Object.entries(whole))("accepts a whole %s and refuses its first 60 %%", async (mime, bytes) => {
    expect(await checkImage(bytes)).toEqual({ mime, width: 80, height: 60 });
    expect(await checkImage(bytes.subarray(0, bytes.length * 0.6))).toMatch(/truncated/);
    expect(await checkImage(bytes.subarray(0, 30))).toMatch(/truncated/);
  });

  it("gives the size as seen, with the camera's rotation", async () => {
    const turned = await noise.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await checkImage(turned)).toMatchObject({ width: 60, height: 80 });
  });

  it.each([
    ["nothing", Buffer.alloc(0), /empty/],
    ["text", Buffer.from("<html>not found</html>"), /not a JPEG/],
    ["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /not a JPEG/],
    ["GIF", gif, /not a JPEG/],
    [
      "noise after a PNG signature",
      Buffer.concat([whole["image/png"].subarray(0, 8), Buffer.alloc(400, 7)]),
      /decoded/,
    ],
  ])("refuses %s", async (_, bytes, reason) => {
    expect(await checkImage(bytes)).toMatch(reason);
  });
});
