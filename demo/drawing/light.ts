import { type Colour, mix } from "#/demo/drawing/colour.ts";
import type { Random } from "#/demo/drawing/drawing-random.ts";

export const lights = ["day", "sunset", "night"] as const;
export type LightName = (typeof lights)[number];

export type Light = {
  name: LightName;
  sky: readonly [top: Colour, middle: Colour, low: Colour];
  haze: Colour;
  disc: Colour;
  cloud: Colour;
  water: Colour;
  lit(colour: Colour): Colour;
};

type LightRecipe = Omit<Light, "name" | "lit"> & { tint: Colour; tintShare: number };

const recipes: Record<LightName, readonly [LightRecipe, ...LightRecipe[]]> = {
  day: [
    {
      sky: [
        [62, 136, 206],
        [134, 190, 228],
        [222, 236, 236],
      ],
      haze: [206, 224, 230],
      disc: [255, 246, 208],
      cloud: [255, 255, 255],
      water: [44, 122, 164],
      tint: [255, 244, 214],
      tintShare: 0.06,
    },
    {
      sky: [
        [88, 164, 196],
        [166, 210, 214],
        [246, 236, 210],
      ],
      haze: [222, 226, 208],
      disc: [255, 250, 226],
      cloud: [255, 252, 244],
      water: [38, 136, 150],
      tint: [255, 238, 200],
      tintShare: 0.1,
    },
  ],
  sunset: [
    {
      sky: [
        [74, 70, 128],
        [206, 108, 112],
        [252, 190, 112],
      ],
      haze: [232, 158, 120],
      disc: [255, 226, 150],
      cloud: [255, 188, 160],
      water: [104, 84, 124],
      tint: [226, 112, 66],
      tintShare: 0.26,
    },
    {
      sky: [
        [52, 92, 130],
        [228, 148, 104],
        [255, 214, 138],
      ],
      haze: [238, 178, 122],
      disc: [255, 240, 190],
      cloud: [255, 206, 166],
      water: [88, 100, 124],
      tint: [230, 130, 60],
      tintShare: 0.24,
    },
  ],
  night: [
    {
      sky: [
        [10, 14, 38],
        [24, 36, 78],
        [62, 72, 118],
      ],
      haze: [48, 58, 100],
      disc: [244, 242, 220],
      cloud: [92, 104, 150],
      water: [18, 32, 66],
      tint: [14, 22, 60],
      tintShare: 0.58,
    },
    {
      sky: [
        [8, 20, 36],
        [16, 50, 74],
        [58, 98, 112],
      ],
      haze: [40, 78, 94],
      disc: [240, 246, 226],
      cloud: [84, 120, 138],
      water: [12, 40, 56],
      tint: [10, 32, 48],
      tintShare: 0.56,
    },
  ],
};

export function chooseLight(name: LightName, random: Random): Light {
  const { tint, tintShare, ...recipe } = random.pick(recipes[name]);
  return { ...recipe, name, lit: (colour) => mix(colour, tint, tintShare) };
}
