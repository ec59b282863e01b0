/** One figure of docs/performance.md: a ratio of two things measured in the same run, and the bound it must hold. */
export type Figure = {
  name: string;
  measured: string;
  against: string;
  value: number;
  unit: "×" | "kB" | "MB" | "s" | "of 100";
  bound: { least: number } | { most: number };
};

export function holds({ value, bound }: Figure): boolean {
  return "least" in bound ? value >= bound.least : value <= bound.most;
}

export function figureTable(figures: Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    figure.measured,
    figure.against,
    `${figure.value.toFixed(2)} ${figure.unit}`,
    "least" in figure.bound ? `≥ ${figure.bound.least}` : `≤ ${figure.bound.most}`,
    holds(figure) ? "holds" : "FAILS",
  ]);
  const lines = [["figure", "measured", "against", "value", "bound", ""], ...rows];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
