import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import { withFieldNames } from "#/evaluation/predictions/field-name.ts";
import { parseJsonObject, parseJsonObjects } from "#/evaluation/predictions/json/json-object.ts";
import {
  ifCutOff,
  ObjectScanner,
  type Scanned,
  wantedShape,
} from "#/evaluation/predictions/json/object-scanner.ts";
import { twoLists, WrappedList } from "#/evaluation/predictions/json/wrapped-list.ts";
import { describePlace, type PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import type { ReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { hasAnswer, namesItem, nestedRecord } from "#/evaluation/predictions/row-fields.ts";
import { AppError } from "#/lib/errors.ts";

/** Parses objects that were found, and numbers them. */
class ObjectParser {
  #object = 0;
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  rows({ bytes, found }: Scanned): PredictionRow[] {
    const records = parseJsonObjects(bytes, found);
    return found.map(({ start, end, line }, index) => {
      const object = ++this.#object;
      const record = records?.[index] ?? this.#parseOne(bytes.subarray(start, end), line, object);
      return { line, object, record: withFieldNames(record), textual: false };
    });
  }

  #parseOne(bytes: Buffer, line: number, object: number): Record<string, unknown> {
    try {
      return parseJsonObject(bytes);
    } catch (error) {
      const reason = excerpt(error instanceof Error ? error.message : String(error));
      const place = describePlace({ line, object });
      const message = `${this.#name}, ${place}: not a JSON object: ${reason}. ${ifCutOff(object - 1)}`;
      throw new AppError("bad-input", message, { cause: error });
    }
  }
}

/**
 * Yields rows of JSON lines, of arrays of objects, of objects one after another with or without separators, and of the one
 * list of objects in an object, as many at a time as a chunk completes. AppError "bad-input" with the line for anything
 * else, and with the number of the last whole object for what is cut off.
 */
export async function* jsonRows(
  chunks: AsyncIterable<Buffer>,
  name: string,
  limits: ReadLimits,
): AsyncGenerator<PredictionRow[]> {
  const scanner = new ObjectScanner(name, limits);
  const parser = new ObjectParser(name);
  let wrapped: WrappedList | null = null;
  /** The first object, until it is known whether it is the only one. */
  let first: PredictionRow | null = null;
  for await (const chunk of chunks) {
    if (wrapped) {
      yield parser.rows(wrapped.push(chunk));
      continue;
    }
    const scanned = scanner.push(chunk);
    if (scanned.isOverlong) {
      if (scanner.whole > 0) throw scanner.tooLong();
      wrapped = new WrappedList(name, limits);
      const listed = wrapped.begin(scanner.pending);
      if (!listed) throw scanner.tooLong(`${ifCutOff(0)} ${wantedShape}`);
      yield parser.rows(listed);
      continue;
    }
    const rows = parser.rows(scanned);
    if (first) rows.unshift(first);
    first = scanner.whole === 1 ? (rows.pop() ?? null) : null;
    yield rows;
  }
  if (wrapped) return wrapped.end();
  if (scanner.whole === 0) refuseCutList(scanner.pending, name, limits);
  scanner.end();
  if (first) yield onlyRows(first, name);
}

/** Names the last whole object of a list that is cut off inside its object. */
function refuseCutList(bytes: Buffer, name: string, limits: ReadLimits): void {
  const list = new WrappedList(name, limits);
  if (list.begin(bytes)) list.end();
}

function onlyRows(row: PredictionRow, name: string): PredictionRow[] {
  if (namesItem(row) && hasAnswer(row)) return [row];
  const [list, another] = Object.entries(row.record).filter(([, value]) => isListOfObjects(value));
  if (!list) return [{ ...row, isOnly: true }];
  if (another) throw twoLists(name, list[0], another[0]);
  const records = list[1] as Record<string, unknown>[];
  return records.map((record, index) => ({ ...row, object: index + 1, record: withFieldNames(record) }));
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((element) => nestedRecord(element) !== null);
}
