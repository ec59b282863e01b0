import { z } from "zod";
import { chooseSplit } from "#/features/dataset-import/formats/choose-split.ts";
import { imagePath, isFiller } from "#/features/dataset-import/formats/fields.ts";
import {
  type IqaColumns,
  iqaColumns,
  isDifferenceScore,
} from "#/features/dataset-import/formats/iqa-columns.ts";
import { emptyItem, type ParsedFile } from "#/features/dataset-import/formats/parsed-file.ts";
import type { Problem } from "#/features/dataset-import/problems.ts";
import type { ImportItem } from "#/features/dataset-import/schema.ts";

/** A row of a table or a value of a list, and where it stands. */
export type IqaRow = { at: string; value: unknown };
export type IqaOptions = { lowerIsBetter?: boolean; split?: string };

type IqaRecord = Record<string, unknown>;
type Score = { imagePath: string; mos: number; mosStd: number | null };

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const notNumber = "must be a number, or text that is one";
const number = z
  .union([z.number(), z.string().trim().regex(decimal, notNumber)], notNumber)
  .transform(Number)
  .refine(Number.isFinite, "is too large");
const spread = number.refine((value) => value >= 0, "must not be negative");

/** Every item of such a set starts with one of the prefixes; each prefix is a subset that is scored by itself. */
const subsetPrefixes = [
  ["game", "movie"],
  ["blur", "noise", "mixed"],
];
const listedColumns = 12;

/** MOS files of the IQA databases: pictures and their scores, by whatever of the usual names the file has for them. */
export function parseIqaRows(rows: readonly IqaRow[], options: IqaOptions = {}): ParsedFile {
  const problems: Problem[] = [];
  const columnsOf = columnFinder();
  const records = rows.flatMap(({ at, value }) => {
    if (isRecord(value)) return [{ at, value, columns: columnsOf(value) }];
    problems.push({ at, reason: "must be an object" });
    return [];
  });
  const chosen = chooseSplit(records, ({ value, columns }) => text(value, columns.split), options.split);
  const scores = chosen.rows.map(({ at, value, columns }) => readScore(value, columns, at, problems));
  problems.push(...repeatedPaths(scores, chosen.rows));
  const read = scores.filter((score) => score !== null);
  const [lowest, highest] = rangeOf(records);
  const subsets = subsetsOf(read.map((score) => score.imagePath));
  const items = read.map(
    (score, index): ImportItem => ({
      ...emptyItem,
      ...score,
      mos: options.lowerIsBetter ? lowest + highest - score.mos : score.mos,
      subset: subsets[index] ?? null,
    }),
  );
  const notes = [
    ...columnNotes(chosen.rows[0], options),
    ...chosen.notes,
    ...(options.lowerIsBetter
      ? [`Less is better in the file: each score was reflected as (${lowest} + ${highest}) − score.`]
      : []),
  ];
  return { task: "assessment", items, problems, notes };
}

/** Rows of a table all have the same names, so those are looked up once. */
function columnFinder(): (record: IqaRecord) => IqaColumns {
  const found = new Map<string, IqaColumns>();
  return (record) => {
    const names = Object.keys(record);
    const key = names.join("\n");
    const columns = found.get(key) ?? iqaColumns(names);
    if (found.size < 1000) found.set(key, columns);
    return columns;
  };
}

function readScore(record: IqaRecord, columns: IqaColumns, at: string, problems: Problem[]): Score | null {
  const read = <T>(schema: z.ZodType<T>, column: string) => {
    const value = record[column];
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const missing = value === undefined || value === null;
    problems.push({
      at: `${at}.${column}`,
      reason: missing ? "is missing" : (parsed.error.issues[0]?.message ?? ""),
    });
    return null;
  };
  const path = read(imagePath, columns.image ?? "img_path");
  const mos = read(number, columns.mos ?? "gt_score");
  const has = (column: string | null): column is string => column !== null && text(record, column) !== null;
  const std = has(columns.std) ? read(spread, columns.std) : null;
  const variance = !has(columns.std) && has(columns.variance) ? read(spread, columns.variance) : null;
  if (path === null || mos === null) return null;
  return { imagePath: path, mos, mosStd: std ?? (variance === null ? null : Math.sqrt(variance)) };
}

/** Returns what a cell says; null where it says nothing. */
function text(record: IqaRecord, column: string | null): string | null {
  const value = column === null ? null : record[column];
  const said = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  return isFiller(said) ? null : said;
}

function repeatedPaths(
  scores: readonly (Score | null)[],
  rows: readonly { at: string; columns: IqaColumns }[],
): Problem[] {
  const seen = new Map<string, string>();
  return scores.flatMap((score, index) => {
    const { at = "", columns } = rows[index] ?? {};
    const earlier = score && seen.get(score.imagePath);
    if (score && !earlier) seen.set(score.imagePath, at);
    return score && earlier
      ? [
          {
            at: `${at}.${columns?.image ?? "img_path"}`,
            reason: `${score.imagePath} is already the path of ${earlier}`,
          },
        ]
      : [];
  });
}

/** Of all splits, so that each is reflected alike. */
function rangeOf(
  records: readonly { value: IqaRecord; columns: IqaColumns }[],
): [lowest: number, highest: number] {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { value, columns } of records) {
    const { data: mos } = number.safeParse(value[columns.mos ?? "gt_score"]);
    if (mos === undefined) continue;
    lowest = Math.min(lowest, mos);
    highest = Math.max(highest, mos);
  }
  return [lowest, highest];
}

function columnNotes(
  first: { value: IqaRecord; columns: IqaColumns } | undefined,
  { lowerIsBetter }: IqaOptions,
): string[] {
  if (!first) return [];
  const { image, mos, std, variance, split } = first.columns;
  if (image === "img_path" && mos === "gt_score") return [];
  const spreadColumn = std ?? variance;
  const read = [
    `picture ${image}`,
    `score ${mos}`,
    ...(spreadColumn ? [`standard deviation ${spreadColumn}`] : []),
  ];
  const rest = Object.keys(first.value).filter((name) => ![image, mos, spreadColumn, split].includes(name));
  const more = rest.length > listedColumns ? ", …" : "";
  const unread = rest.length > 0 ? ` Not read: ${rest.slice(0, listedColumns).join(", ")}${more}.` : "";
  const direction =
    mos !== null && isDifferenceScore(mos) && !lowerIsBetter
      ? [
          `${mos} was read as higher is better, as in KADID-10k. Where less is better, as in LIVE and CSIQ, import with --lower-is-better.`,
        ]
      : [];
  return [`Columns: ${read.join(", ")}.${unread}`, ...direction];
}

function subsetsOf(paths: readonly string[]): (string | null)[] {
  const starts = paths.map((path) => path.split("/").at(-1)?.split("_", 2) ?? []);
  for (const prefixes of subsetPrefixes) {
    const all = starts.every(([start = "", rest]) => rest !== undefined && prefixes.includes(start));
    if (all) return starts.map(([start = ""]) => start);
  }
  return paths.map(() => null);
}

function isRecord(value: unknown): value is IqaRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
