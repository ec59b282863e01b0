/** A p-value as it is written in a sentence or a cell: never "0". */
export function pText(p: number): string {
  if (p < 0.0001) return "< .0001";
  return p >= 0.9995 ? "1" : p.toFixed(p < 0.01 ? 4 : 3).replace(/^0/, "");
}
