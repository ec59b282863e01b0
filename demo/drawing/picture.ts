import { type Degradation, degrade } from "#/demo/drawing/degradation.ts";
import { createRandom } from "#/demo/drawing/drawing-random.ts";
import { blend } from "#/demo/drawing/mask.ts";
import { encode, type PictureFormat, type Raster, rasterise } from "#/demo/drawing/raster.ts";
import type { SceneKind, SceneRequest } from "#/demo/drawing/scene.ts";
import { drawScene } from "#/demo/drawing/scenes.ts";
import { applyTexture } from "#/demo/drawing/texture.ts";

/** A degradation of the whole picture, or only inside (or outside of) one named part of its scene. */
export type Treatment = Degradation & { part?: string; outside?: boolean };

export type Picture = {
  kind: SceneKind;
  scene: SceneRequest;
  treatments: readonly Treatment[];
  format: PictureFormat;
};

async function drawTreated({ kind, scene, treatments }: Picture): Promise<Raster> {
  const random = createRandom(`picture/${scene.seed}`);
  const drawn = drawScene(kind, scene);
  let raster = await rasterise(drawn.svg);
  applyTexture(raster, 0.036, random.integer(0, 255));
  for (const treatment of treatments) {
    const changed = await degrade(raster, treatment, random);
    const box = treatment.part === undefined ? undefined : drawn.boxes[treatment.part];
    raster = box === undefined ? changed : blend(raster, changed, box, treatment.outside ?? false);
  }
  return raster;
}

export async function drawPicture(picture: Picture): Promise<Buffer> {
  return encode(await drawTreated(picture), picture.format);
}
