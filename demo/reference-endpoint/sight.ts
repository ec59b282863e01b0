import { type Region, wholePicture } from "#/demo/reference-endpoint/grid.ts";
import { type Levels, levelsOf } from "#/demo/reference-endpoint/levels.ts";
import { locate } from "#/demo/reference-endpoint/locate.ts";
import type { Look } from "#/demo/reference-endpoint/look.ts";

/** A picture to be asked about: its measures, and those of the regions that names lead to. */
export type Sight = {
  look: Look;
  region(name: string | null): Region;
  levels(name: string | null): Levels;
};

export function createSight(look: Look): Sight {
  const region = (name: string | null) => (name === null ? wholePicture : locate(name, look.colours));
  return { look, region, levels: (name) => levelsOf(look, region(name)) };
}
