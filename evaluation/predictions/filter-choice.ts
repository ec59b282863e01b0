import { excerpt } from "#/evaluation/predictions/excerpt.ts";
import type { PredictionRow } from "#/evaluation/predictions/prediction-row.ts";
import { AppError } from "#/lib/errors.ts";

/** Names of filters that a refusal lists. */
const most = 20;

/**
 * lmms-eval writes each sample once for each of its filters, with another answer. Takes the rows of the one that was
 * chosen, or of all where the file has one at most; rows that name none are always taken.
 */
export class FilterChoice {
  readonly #chosen: string | null;
  readonly #file: string;
  readonly #found = new Set<string>();

  constructor(chosen: string | null, file: string) {
    this.#chosen = chosen;
    this.#file = file;
  }

  takes({ record }: PredictionRow): boolean {
    const { filter } = record;
    if (typeof filter !== "string" || filter.trim() === "") return true;
    const name = filter.trim();
    if (this.#found.size < most) this.#found.add(name);
    const [first] = this.#found;
    return name === (this.#chosen ?? first);
  }

  /** Call when all rows were seen. AppError "bad-input" with the filters' names where one has to be chosen among them. */
  finish(): void {
    const filters = [...this.#found].map(excerpt).join(", ");
    const params = { file: this.#file, filters, filter: excerpt(this.#chosen ?? "") };
    if (this.#chosen === null) {
      if (this.#found.size > 1) throw refused("predictions.filters", params);
    } else if (this.#found.size === 0) throw refused("predictions.noFilters", params);
    else if (!this.#found.has(this.#chosen)) throw refused("predictions.unknownFilter", params);
  }
}

function refused(
  key: "predictions.filters" | "predictions.noFilters" | "predictions.unknownFilter",
  params: Record<string, string>,
): AppError {
  return new AppError("bad-input", { key, params }, { field: "filter" });
}
