/** `name  value` lines, names aligned, nothing for what is null. */
export function keyValueText(facts: Record<string, string | number | boolean | null>): string {
  const shown = Object.entries(facts).filter(([, value]) => value !== null);
  const width = Math.max(...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join("");
}
