import { itemFinder, type KeyField, type MatchableItem } from "#/evaluation/predictions/item-finder.ts";
import { describePlace, type Place } from "#/evaluation/predictions/prediction-row.ts";
import { type ProblemList, shownProblems } from "#/evaluation/predictions/problem-list.ts";
import type { RowKey } from "#/evaluation/predictions/row-fields.ts";
import { countMatch, noMatches, type RowMatches } from "#/evaluation/predictions/row-matches.ts";

type Matched<Prediction, Item> = {
  /** In the order of `items`, null where the file has no row for the item. */
  predictions: (Prediction | null)[];
  items: readonly Item[];
  /** Rows that repeat an earlier row and were folded into it. */
  repeated: number;
  matches: RowMatches;
};

export type MatchRules<Prediction, Item> = {
  /** Whether two rows about one item say the same. */
  same: (first: Prediction, second: Prediction) => boolean;
  /** What contradicts the dataset's item, in words, or null. */
  conflict: (prediction: Prediction, item: Item) => string | null;
  /** Whether the prediction repeats the item's MOS. */
  saysMos?: (prediction: Prediction, item: Item) => boolean;
};

export type ItemMatcher<Prediction, Item> = {
  add: (prediction: Prediction) => void;
  /** Call when all rows are added. Throws AppError "bad-input" if there is any problem. */
  finish: () => Matched<Prediction, Item>;
};

/**
 * Assigns a file's rows to a dataset's items. Identical repeats are folded and counted; contradicting rows,
 * rows about unknown items and rows that conflict with their item are added to `problems` with their lines.
 * Where no row fits, the problem is one: the file is of another dataset.
 */
export function itemMatcher<Prediction extends Place & RowKey, Item extends MatchableItem>(
  items: readonly Item[],
  keyField: KeyField | undefined,
  { same, conflict, saysMos }: MatchRules<Prediction, Item>,
  problems: ProblemList,
): ItemMatcher<Prediction, Item> {
  const find = itemFinder(items, keyField);
  const matches = noMatches();
  const predictions = new Array<Prediction | null>(items.length).fill(null);
  const strangers: { place: Place; problem: string }[] = [];
  let moreStrangers = 0;
  let repeated = 0;
  let known = 0;

  function add(row: Prediction): void {
    const found = find(row);
    if ("problem" in found) {
      if (!found.unknown) known++;
      if (strangers.length < shownProblems) strangers.push({ place: placeOf(row), problem: found.problem });
      else moreStrangers++;
      return;
    }
    known++;
    // Found once, they are of no more use, and may be long.
    row.imagePath = null;
    row.question = null;
    row.input = null;
    const item = items[found.position] as Item;
    const earlier = predictions[found.position];
    const conflicting = conflict(row, item);
    if (conflicting !== null) problems.add(row, conflicting);
    countMatch(matches, found.way, found.confirmedBy ?? (saysMos?.(row, item) ? "mos" : null));
    if (!earlier) predictions[found.position] = row;
    else if (same(earlier, row)) repeated++;
    else problems.add(row, contradiction(row, `${describePlace(earlier)} about ${item.imagePath}`));
  }

  function finish(): Matched<Prediction, Item> {
    const [first] = strangers;
    if (known === 0 && first) {
      const elsewhere = "nor is any other row's: this looks like a file of another dataset";
      problems.add(first.place, `${first.problem}, ${elsewhere}`);
    } else {
      for (const { place, problem } of strangers) problems.add(place, problem);
      problems.addMore(moreStrangers);
    }
    problems.throwIfAny();
    return { predictions, items, repeated, matches };
  }

  return { add, finish };
}

function contradiction({ position }: RowKey, earlier: string): string {
  const filters =
    position === null
      ? ""
      : "; where lmms-eval wrote several filters without naming them, keep the rows of one";
  return `contradicts ${earlier}${filters}`;
}

function placeOf({ line, object }: Place): Place {
  return { line, object };
}
