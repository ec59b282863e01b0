import { type ColourName, colourNames } from "#/demo/drawing/colour.ts";
import type { Random } from "#/demo/drawing/drawing-random.ts";
import type { LightName } from "#/demo/drawing/light.ts";
import type { Picture, Treatment } from "#/demo/drawing/picture.ts";
import type { PictureFormat } from "#/demo/drawing/raster.ts";
import { type Placement, placements, type SceneKind } from "#/demo/drawing/scene.ts";

/** An entry of a question file and the picture that it is about. */
export type Planned<Entry> = { entry: Entry; picture: Picture };

export type PictureWish = {
  seed: string;
  kind: SceneKind;
  light: LightName;
  treatments: readonly Treatment[];
  placement?: Placement | undefined;
  tiltDegrees?: number | undefined;
  colour?: ColourName | undefined;
};

const sizes = [
  [640, 480],
  [640, 480],
  [720, 480],
  [560, 560],
] as const;

const formats: readonly [PictureFormat, ...PictureFormat[]] = [
  "jpg",
  "jpg",
  "jpg",
  "jpg",
  "jpg",
  "webp",
  "webp",
  "png",
];

/** Resolves the part names "subject", "backdrop" and "far" of a family to those of the scene. */
function resolvePart(treatment: Treatment, { subject, backdrop: [near, far] }: SceneKind): Treatment {
  const names: Record<string, string> = { subject, backdrop: near, far };
  return treatment.part === undefined
    ? treatment
    : { ...treatment, part: names[treatment.part] ?? treatment.part };
}

export function planPicture(wish: PictureWish, random: Random): Picture {
  const [width, height] = random.pick(sizes);
  const format = random.pick(formats);
  return {
    kind: wish.kind,
    format,
    scene: {
      seed: wish.seed,
      width,
      height,
      light: wish.light,
      placement: wish.placement ?? random.pick(placements),
      colour: wish.colour ?? random.pick(colourNames),
      tiltDegrees: wish.tiltDegrees ?? 0,
    },
    treatments: wish.treatments.map((treatment) => resolvePart(treatment, wish.kind)),
  };
}

export function createNamer(random: Random): (prefix: string, format: PictureFormat) => string {
  const given = new Set<string>();
  return (prefix, format) => {
    let name: string;
    do {
      name = prefix + Array.from({ length: 10 }, () => random.integer(0, 15).toString(16)).join("");
    } while (given.has(name));
    given.add(name);
    return `${name}.${format}`;
  };
}
