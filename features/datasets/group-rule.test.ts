import { expect, it } from "vitest";
import { groupItems, groupRules } from "#/features/datasets/group-rule.ts";

const item = (imagePath: string, secondPath: string | null = null) => ({
  imagePath,
  secondPath,
  imageHash: null,
  secondHash: null,
});
const named = (...names: string[]) => names.map((name) => item(name));

it.each([
  ["kadid", ["I01_01_01.png", "I01_25_05.png", "images/I02_01_01.png"], ["i01", "i01", "i02"]],
  ["tid", ["i01_01_1.bmp", "I01_24_5.bmp", "I02_01_1.BMP"], ["i01", "i01", "i02"]],
  [
    "csiq",
    ["1600.AWGN.1.png", "jpeg\\1600.jpeg.2.png", "sunset_sparrow.BLUR.5.png"],
    ["1600", "1600", "sunset_sparrow"],
  ],
  [
    "live",
    ["lighthouse2_jp2k_1.bmp", "lighthouse2.wn.bmp", "lighthouse_1.bmp"],
    ["lighthouse2", "lighthouse2", "lighthouse"],
  ],
  ["pipal", ["A0000_00_00.bmp", "A0000_10_01.bmp", "A0001_00_00.bmp"], ["a0000", "a0000", "a0001"]],
])("knows the references of %s by their names", (rule, names, groups) => {
  expect(groupItems(named(...names))).toEqual({ rule, groups, count: 2 });
});

it("leaves items alone where a name does not fit, and says how many where the rule was asked for", () => {
  const items = named("I01_01_01.png", "I01_01_02.png", "other.png");
  expect(groupItems(items)).toEqual({ rule: "none", groups: [null, null, null], count: null });
  expect(groupItems(items, "kadid")).toEqual({ unfit: 1 });
  expect(groupItems(named("I01_01_01.png", "I01_01_02.png"), "none")).toMatchObject({ rule: "none" });
  expect(groupItems(named("10004473376.jpg", "00653.jpg", "game_0000.jpg"))).toMatchObject({ rule: "none" });
  expect(groupItems([])).toMatchObject({ rule: "none", count: null });
});

it("puts items that share a picture in one group, also through others, by name or by content", () => {
  const pairs = [item("a.jpg", "b.jpg"), item("c.jpg", "d.jpg"), item("b.jpg", "e.jpg"), item("e.jpg")];
  const found = groupItems(pairs);
  expect(found).toMatchObject({ rule: "pictures", count: 2 });
  const groups = "groups" in found ? found.groups : [];
  expect(new Set([groups[0], groups[2], groups[3]]).size).toBe(1);
  const same = [
    { ...item("x.jpg"), imageHash: "h" },
    { ...item("y.jpg"), imageHash: "h" },
  ];
  expect(groupItems(same)).toMatchObject({ rule: "pictures", count: 1 });
});

it("has a rule for each name that the shell takes", () => {
  for (const rule of groupRules) expect(groupItems(named("I01_01_01.png"), rule)).toBeDefined();
});
