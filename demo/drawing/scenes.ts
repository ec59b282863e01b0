import { namedColours } from "#/demo/drawing/colour.ts";
import { createRandom } from "#/demo/drawing/drawing-random.ts";
import { chooseLight } from "#/demo/drawing/light.ts";
import type { DrawnScene, Placement, SceneKind, SceneRequest } from "#/demo/drawing/scene.ts";
import { balloon } from "#/demo/drawing/scenes/balloon.ts";
import { bowl } from "#/demo/drawing/scenes/bowl.ts";
import { canoe } from "#/demo/drawing/scenes/canoe.ts";
import { flower } from "#/demo/drawing/scenes/flower.ts";
import { house } from "#/demo/drawing/scenes/house.ts";
import { lighthouse } from "#/demo/drawing/scenes/lighthouse.ts";
import { sailboat } from "#/demo/drawing/scenes/sailboat.ts";
import { tent } from "#/demo/drawing/scenes/tent.ts";
import { tower } from "#/demo/drawing/scenes/tower.ts";
import { umbrella } from "#/demo/drawing/scenes/umbrella.ts";
import { createSheet } from "#/demo/drawing/svg-sheet.ts";

export const sceneKinds: readonly [SceneKind, ...SceneKind[]] = [
  sailboat,
  flower,
  balloon,
  house,
  lighthouse,
  tower,
  bowl,
  tent,
  umbrella,
  canoe,
];

const centres: Record<Placement, number> = { left: 0.25, center: 0.5, right: 0.75 };

export function drawScene(kind: SceneKind, request: SceneRequest): DrawnScene {
  const { width, height, seed } = request;
  const random = createRandom(`scene/${seed}`);
  const sheet = createSheet(width, height);
  const light = chooseLight(request.light, random);
  const boxes = kind.draw({
    sheet,
    width,
    height,
    random,
    light,
    subjectX: centres[request.placement] + random.between(-0.05, 0.05),
    subjectColour: namedColours[request.colour],
  });
  return { svg: sheet.svg(request.tiltDegrees), boxes };
}
