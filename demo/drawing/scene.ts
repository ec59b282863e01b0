import type { Colour, ColourName } from "#/demo/drawing/colour.ts";
import type { Random } from "#/demo/drawing/drawing-random.ts";
import type { Light, LightName } from "#/demo/drawing/light.ts";
import type { Sheet } from "#/demo/drawing/svg-sheet.ts";

export type Box = { x: number; y: number; width: number; height: number };

export const placements = ["left", "center", "right"] as const;
export type Placement = (typeof placements)[number];

export type SceneRequest = {
  seed: string;
  width: number;
  height: number;
  light: LightName;
  placement: Placement;
  colour: ColourName;
  tiltDegrees: number;
};

export type Frame = {
  sheet: Sheet;
  width: number;
  height: number;
  random: Random;
  light: Light;
  subjectX: number;
  subjectColour: Colour;
};

/** A kind of scene; `draw` returns where the subject and both backdrops are. */
export type SceneKind = {
  title: string;
  subject: string;
  backdrop: readonly [near: string, far: string];
  hasHorizon: boolean;
  draw(frame: Frame): Record<string, Box>;
};

export type DrawnScene = { svg: string; boxes: Record<string, Box> };
