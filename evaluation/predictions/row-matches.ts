/** A row was found by its dataset's key, by its image (or the image's name alone), or by its position in the dataset. */
export type MatchWay = "key" | "image" | "position";

/** What of a row agreed with the item that it was matched with. */
export type Confirmation = "question" | "input" | "mos";

/** How the rows of a file were matched with the items of a dataset, repeated rows included. */
export type RowMatches = {
  by: Record<MatchWay, number>;
  confirmed: Record<Confirmation, number>;
  /** Rows matched by position that nothing in the file confirmed. */
  unconfirmed: number;
};

export function noMatches(): RowMatches {
  return {
    by: { key: 0, image: 0, position: 0 },
    confirmed: { question: 0, input: 0, mos: 0 },
    unconfirmed: 0,
  };
}

export function countMatch(matches: RowMatches, way: MatchWay, confirmedBy: Confirmation | null): void {
  matches.by[way]++;
  if (confirmedBy !== null) matches.confirmed[confirmedBy]++;
  else if (way === "position") matches.unconfirmed++;
}
