const cgiqaPath = /(?:^|[\\/])(game|movie)_[^\\/]*$/;

/**
 * Subset of each item of a database, from all its image paths. CGIQA-6K is recognised by file names that all
 * start with `game_` or `movie_`, both occurring; every other database is one set (null).
 */
export function subsetsOf(imagePaths: readonly string[]): (string | null)[] {
  const subsets = imagePaths.map((path) => cgiqaPath.exec(path)?.[1] ?? null);
  const whole = subsets.includes(null) || !subsets.includes("game") || !subsets.includes("movie");
  return whole ? imagePaths.map(() => null) : subsets;
}
