const known = {
  image: [
    "imgpath",
    "imagepath",
    "image",
    "imagename",
    "imgname",
    "img",
    "distimg",
    "distname",
    "nameimage",
    "filename",
    "filepath",
    "path",
    "name",
  ],
  mos: [
    "gtscore",
    "mos",
    "dmos",
    "meanopinionscore",
    "mosquality",
    "mosimage",
    "score",
    "gtscorenorm",
    "moszscore",
  ],
  std: ["std", "sd", "mosstd", "dmosstd", "stdquality", "stddev", "standarddeviation"],
  variance: ["var", "variance"],
  split: ["split", "set", "officialsplit"],
} as const;

type Field = keyof typeof known;

/** What the fields of an IQA file are called there; null where it has none of that kind. */
export type IqaColumns = Record<Field, string | null>;

/** Finds the fields by the names that the projects give them, whatever their case and signs; the first of each list counts. */
export function iqaColumns(names: readonly string[]): IqaColumns {
  const byPlainName = new Map(names.map((name) => [name.toLowerCase().replace(/[^a-z0-9]/g, ""), name]));
  const find = (field: Field) =>
    known[field].map((plain) => byPlainName.get(plain)).find((name) => name !== undefined) ?? null;
  return {
    image: find("image"),
    mos: find("mos"),
    std: find("std"),
    variance: find("variance"),
    split: find("split"),
  };
}

export function isDifferenceScore(column: string): boolean {
  return /^dmos/i.test(column);
}
