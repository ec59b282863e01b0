import { type PairPaths, pictureGroups } from "#/features/datasets/picture-groups.ts";

/** What items of a database have in common by their file names: databases that distort reference pictures. */
const references: Record<string, (name: string) => string | undefined> = {
  kadid: (name) => /^(i\d\d)_\d\d_\d\d\.[a-z]{3,4}$/.exec(name)?.[1],
  tid: (name) => /^(i\d\d)_\d\d_\d\.[a-z]{3,4}$/.exec(name)?.[1],
  csiq: (name) =>
    /^([a-z0-9_]{1,40})\.(?:awgn|blur|contrast|fnoise|jpeg|jpeg2000)\.\d\.[a-z]{3,4}$/.exec(name)?.[1],
  live: (name) => livePictures.find((one) => name.startsWith(one) && /^[._-]/.test(name.slice(one.length))),
  pipal: (name) => /^(a\d{4})_\d\d_\d\d\.[a-z]{3,4}$/.exec(name)?.[1],
};

/** The reference pictures of LIVE (Sheikh et al. 2006), longer names before those that they begin with. */
const livePictures = [
  "bikes building2 buildings caps carnivaldolls cemetry churchandcapitol coinsinfountain dancers",
  "flowersonih35 house lighthouse2 lighthouse manfishing monarch ocean paintedhouse parrots plane rapids",
  "sailing1 sailing2 sailing3 sailing4 statue stream studentsculpture womanhat woman",
].flatMap((line) => line.split(" "));

export const groupRules = ["kadid", "tid", "csiq", "live", "pipal", "pictures", "none"] as const;
export type GroupRule = (typeof groupRules)[number];

export type GroupedItem = PairPaths;
/** `groups[i]` is the group of item i; `count` of them, null where items are independent. */
export type FoundGroups = { rule: GroupRule; groups: (string | null)[]; count: number | null };

/**
 * Returns the groups of items by a rule: the reference picture in their file names, or pictures that several share. Without
 * a rule the first one that fits every item and joins any. `rule` where some items do not fit: the result says how many.
 */
export function groupItems(items: readonly GroupedItem[], rule?: GroupRule): FoundGroups | { unfit: number } {
  if (rule === "none") return independent(items);
  if (rule === "pictures") return byPictures(items);
  if (rule) {
    const groups = byName(items, rule);
    const unfit = groups.filter((group) => group === null).length;
    return unfit > 0 ? { unfit } : { rule, groups, count: new Set(groups).size };
  }
  for (const one of Object.keys(references) as GroupRule[]) {
    const groups = byName(items, one);
    const count = new Set(groups).size;
    if (!groups.includes(null) && count < groups.length) return { rule: one, groups, count };
  }
  return byPictures(items);
}

function byName(items: readonly GroupedItem[], rule: GroupRule): (string | null)[] {
  return items.map(({ imagePath }) => {
    const name = imagePath.slice(Math.max(imagePath.lastIndexOf("/"), imagePath.lastIndexOf("\\")) + 1);
    return references[rule]?.(name.toLowerCase()) ?? null;
  });
}

function byPictures(items: readonly GroupedItem[]): FoundGroups {
  const groups = pictureGroups(items);
  const count = new Set(groups).size;
  return count < items.length ? { rule: "pictures", groups, count } : independent(items);
}

function independent(items: readonly GroupedItem[]): FoundGroups {
  return { rule: "none", groups: items.map(() => null), count: null };
}
