const mostModels = 4;
export const discordantPerPage = 24;

export type CompareParams = Record<string, string | string[] | undefined>;
export type CompareState = { models: string[]; dataset: string | null; page: number };

/** Reads `?models=a,b&dataset=&page=`; more than four models and repeated ones are left out. */
export function compareState(params: CompareParams): CompareState {
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : "");
  const models = text("models")
    .split(",")
    .map((slug) => (slug.trim().split("~", 1)[0] ?? "").slice(0, 200))
    .filter(Boolean);
  return {
    models: [...new Set(models)].slice(0, mostModels),
    dataset: text("dataset").slice(0, 200) || null,
    page: Math.min(10_000, Math.max(1, Number.parseInt(text("page"), 10) || 1)),
  };
}

export function compareAddress(models: readonly string[], dataset: string | null, page = 1): string {
  const query = [`models=${models.map(encodeURIComponent).join(",")}`];
  if (dataset) query.push(`dataset=${encodeURIComponent(dataset)}`);
  if (page > 1) query.push(`page=${page}`);
  return `/compare?${query.join("&")}`;
}

/** Datasets that most of the models have something published on; official ones before generated ones of the same number. */
export function sharedDatasets<E extends { datasetSlug: string; measured: boolean }>(
  entriesOfModels: readonly (readonly E[])[],
): string[] {
  const weight = new Map<string, number>();
  for (const entries of entriesOfModels) {
    for (const slug of new Set(entries.map(({ datasetSlug }) => datasetSlug))) {
      const measured = entries.some((entry) => entry.datasetSlug === slug && entry.measured);
      weight.set(slug, (weight.get(slug) ?? 0) + 10 + Number(measured));
    }
  }
  return [...weight]
    .filter(([, value]) => value >= 20)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([slug]) => slug);
}
