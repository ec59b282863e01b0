import sharp from "sharp";
import type { ImageInput } from "#/evaluation/endpoints/endpoint.ts";

const colours = {
  red: "#d32f2f",
  green: "#2e8b3d",
  blue: "#1f4fd8",
  yellow: "#f4d21f",
  white: "#ffffff",
  black: "#000000",
} as const;
type ColourName = keyof typeof colours;

/** What a picture shows: four digits on a ground of one colour. */
export type NumberScene = { number: string; colour: ColourName };

/** Segments a to g of each digit, drawn as bars: a server need not have fonts. */
const segments = ["abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg"];
const bars: Record<string, [x: number, y: number, width: number, height: number]> = {
  a: [6, 0, 48, 12],
  b: [48, 0, 12, 60],
  c: [48, 48, 12, 60],
  d: [6, 96, 48, 12],
  e: [0, 48, 12, 60],
  f: [0, 0, 12, 60],
  g: [6, 48, 48, 12],
};

/** Scenes that cannot be guessed: different numbers on different colours. `random` gives numbers in [0, 1). */
export function chooseScenes(count: number, random: () => number): NumberScene[] {
  const numbers = new Set<string>();
  while (numbers.size < count) numbers.add(String(1000 + Math.floor(random() * 9000)));
  const names = Object.keys(colours) as ColourName[];
  const first = Math.floor(random() * names.length);
  return [...numbers].map((number, index) => ({
    number,
    colour: names[(first + index) % names.length] ?? "red",
  }));
}

/** Resolves with a PNG of 384 × 192 pixels. */
export async function drawScene({ number, colour }: NumberScene): Promise<ImageInput> {
  const ink = colour === "yellow" || colour === "white" ? "#000000" : "#ffffff";
  const digits = [...number].map((digit, index) => drawDigit(Number(digit), 40 + index * 82));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="384" height="192"><rect width="384" height="192" fill="${colours[colour]}"/><g fill="${ink}">${digits.join("")}</g></svg>`;
  return { bytes: await sharp(Buffer.from(svg)).png().toBuffer(), mime: "image/png" };
}

export const largeSize = { width: 4032, height: 3024 };
let large: Promise<ImageInput> | undefined;

/** Resolves with a JPEG of film-like noise, as large as photographs of the benchmarks come; drawn once. */
export function largePicture(): Promise<ImageInput> {
  large ??= drawLargePicture(largeSize.width, largeSize.height);
  return large;
}

async function drawLargePicture(width: number, height: number): Promise<ImageInput> {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 12 };
  const picture = sharp({ create: { width, height, channels: 3, background: "#808080", noise } });
  return { bytes: await picture.jpeg({ quality: 85 }).toBuffer(), mime: "image/jpeg" };
}

function drawDigit(digit: number, left: number): string {
  return [...(segments[digit] ?? "")]
    .map((name) => {
      const [x, y, width, height] = bars[name] ?? [0, 0, 0, 0];
      return `<rect x="${left + x}" y="${42 + y}" width="${width}" height="${height}"/>`;
    })
    .join("");
}
