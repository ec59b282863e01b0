import type { Random } from "#/demo/drawing/drawing-random.ts";
import { createRandom } from "#/demo/drawing/drawing-random.ts";
import { compress, gaussianBlur, type Raster } from "#/demo/drawing/raster.ts";

export const degradationKinds = [
  "blur",
  "motion-blur",
  "noise",
  "overexposure",
  "underexposure",
  "compression",
  "low-contrast",
  "high-contrast",
  "desaturation",
  "oversaturation",
  "warm-tone",
  "blue-tone",
  "green-tone",
  "purple-tone",
] as const;
export type DegradationKind = (typeof degradationKinds)[number];

/** `strength` is 0 (nothing) to 1 (as bad as the sets get). */
export type Degradation = { kind: DegradationKind; strength: number };

type Rgb = [red: number, green: number, blue: number];

const clamp = (value: number) => (value < 0 ? 0 : value > 255 ? 255 : value);

function mapChannels(raster: Raster, curve: (value: number) => number): Raster {
  const table = Uint8Array.from({ length: 256 }, (_, value) => Math.round(clamp(curve(value))));
  const data = new Uint8Array(raster.data.length);
  for (let at = 0; at < data.length; at += 1) data[at] = table[raster.data[at] ?? 0] ?? 0;
  return { ...raster, data };
}

function mapPixels(raster: Raster, change: (pixel: Rgb, luma: number) => void): Raster {
  const data = new Uint8Array(raster.data.length);
  const pixel: Rgb = [0, 0, 0];
  for (let at = 0; at < data.length; at += 3) {
    pixel[0] = raster.data[at] ?? 0;
    pixel[1] = raster.data[at + 1] ?? 0;
    pixel[2] = raster.data[at + 2] ?? 0;
    change(pixel, 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2]);
    data[at] = clamp(pixel[0]);
    data[at + 1] = clamp(pixel[1]);
    data[at + 2] = clamp(pixel[2]);
  }
  return { ...raster, data };
}

function saturate(raster: Raster, factor: number): Raster {
  return mapPixels(raster, (pixel, luma) => {
    pixel[0] = luma + (pixel[0] - luma) * factor;
    pixel[1] = luma + (pixel[1] - luma) * factor;
    pixel[2] = luma + (pixel[2] - luma) * factor;
  });
}

function tone(raster: Raster, tint: Readonly<Rgb>, strength: number): Raster {
  const share = 0.35 + 0.5 * strength;
  return mapPixels(raster, (pixel, luma) => {
    for (const channel of [0, 1, 2] as const) {
      pixel[channel] = pixel[channel] * (1 - share) + luma * tint[channel] * share;
    }
  });
}

function smear(raster: Raster, length: number): Raster {
  const { data: source, width, height } = raster;
  const data = new Uint8Array(source.length);
  const reach = Math.floor(length / 2);
  for (let y = 0; y < height; y += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const at = (x: number) => source[(y * width + Math.min(width - 1, Math.max(0, x))) * 3 + channel] ?? 0;
      let sum = 0;
      for (let x = -reach; x <= reach; x += 1) sum += at(x);
      for (let x = 0; x < width; x += 1) {
        data[(y * width + x) * 3 + channel] = sum / (2 * reach + 1);
        sum += at(x + reach + 1) - at(x - reach);
      }
    }
  }
  return { ...raster, data };
}

const bellCurve = (() => {
  const random = createRandom("bell curve");
  return Float32Array.from({ length: 16_384 }, () => random.normal());
})();

function addNoise(raster: Raster, sigma: number, random: Random): Raster {
  const data = new Uint8Array(raster.data.length);
  let state = random.integer(1, 2 ** 31);
  for (let at = 0; at < data.length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    data[at] = clamp((raster.data[at] ?? 0) + (bellCurve[(state >>> 12) & 16_383] ?? 0) * sigma + 0.5);
  }
  return { ...raster, data };
}

export async function degrade(
  raster: Raster,
  { kind, strength }: Degradation,
  random: Random,
): Promise<Raster> {
  switch (kind) {
    case "blur":
      return gaussianBlur(raster, 0.6 + 5.4 * strength);
    case "motion-blur":
      return smear(raster, 3 + 30 * strength);
    case "noise":
      return addNoise(raster, 3 + 42 * strength, random);
    case "overexposure":
      return mapChannels(raster, (value) => value * (1 + 0.95 * strength) + 48 * strength);
    case "underexposure":
      return mapChannels(
        raster,
        (value) => 255 * (value / 255) ** (1 + 0.9 * strength) * (1 - 0.72 * strength),
      );
    case "compression":
      return compress(raster, Math.round(30 - 27 * strength));
    case "low-contrast":
      return mapChannels(raster, (value) => 138 + (value - 138) * (1 - 0.78 * strength));
    case "high-contrast":
      return mapChannels(raster, (value) => 122 + (value - 122) * (1 + 0.8 * strength));
    case "desaturation":
      return saturate(raster, 1 - strength);
    case "oversaturation":
      return saturate(raster, 1 + 0.9 * strength);
    case "warm-tone":
      return tone(raster, [1.4, 0.93, 0.42], strength);
    case "blue-tone":
      return tone(raster, [0.55, 0.98, 1.7], strength);
    case "green-tone":
      return tone(raster, [0.66, 1.22, 0.6], strength);
    case "purple-tone":
      return tone(raster, [1.22, 0.72, 1.6], strength);
  }
}
