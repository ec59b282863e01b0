/** From so many rem of viewport on the page has room for a whole table; `leaderboard-view.css` has the same steps. */
const steps = [64, 80, 89, 96] as const;

/** The margins of the page and its scrollbar. */
const beside = 4;

/**
 * Returns the narrowest viewport, in rem, whose page holds a table of so many figures in the least widths of `leaderboard-view.css` and
 * `long-table.css`. Below it, and everywhere without one, the table scrolls in a frame of its own.
 */
export function longTableRoom(figures: number, hasMany: boolean): number | undefined {
  const needed = hasMany ? widthOfMany(figures) : widthOfFew(figures);
  return steps.find((step) => step - beside >= needed);
}

/** Rank, name, source, and what a source may ask beyond its least. */
function widthOfFew(figures: number): number {
  if (figures === 16) return 4.25 + 13.5 + 6 + 0.75 + figures * 3.625;
  return 4.25 + 15.5 + 7.5 + 0.75 + figures * (figures > 10 ? 4.25 : 5.75);
}

function widthOfMany(figures: number): number {
  if (figures === 16) return 6 + 13.5 + 7.5 + figures * 3.625;
  return figures > 10 ? 6 + 15.5 + 7.5 + figures * 4.75 : 6 + 19 + 7.5 + figures * 5.75;
}
