/** Returns a p-value with its sign, as it stands after the letter p: never "0". */
export function formatPValue(p: number): string {
  if (p < 0.0001) return "<\u00a0.0001";
  return p >= 0.9995 ? "=\u00a01" : `=\u00a0${p.toFixed(p < 0.01 ? 4 : 3).replace(/^0/, "")}`;
}
