/** A share of draws with its bounds, before the noise of so many draws. */
export type Share = { name: string; value: number; draws: number; least: number; most: number };

/** Two binomial standard errors at the bound, which a share may be off by chance. */
function noise(bound: number, draws: number): number {
  return 2 * Math.sqrt((bound * (1 - bound)) / draws);
}

export function shareHolds({ value, draws, least, most }: Share): boolean {
  return value >= least - noise(least, draws) && value <= most + noise(most, draws);
}

export function shareLine(share: Share): string {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const { name, value, draws, least, most } = share;
  const bound = least > 0 ? `${percent(least)} to ${percent(most)} ± noise` : `≤ ${percent(most)} + noise`;
  return `| ${name} | ${percent(value)} | ${draws} | ${bound} | ${shareHolds(share) ? "holds" : "FAILS"} |`;
}
