import type { ReactNode } from "react";

/** `bands` are the intervals of the values, where a chart draws them. */
export type Series = {
  name: string;
  values: (number | null)[];
  bands?: (readonly [low: number, high: number] | null)[];
};

export const seriesColours = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)"];

type Props = { title: string; labels: string[]; series: Series[]; digits: number; children: ReactNode };

/** Title, key and picture; the same figures follow as a table for readers of the screen. */
export function ChartFrame({ title, labels, series, digits, children }: Props) {
  return (
    <figure className="relative min-w-0">
      <figcaption className="font-medium">{title}</figcaption>
      {/* A picture keeps its width until it is drawn again for a narrower page. */}
      <div aria-hidden="true" className="overflow-hidden">
        {children}
      </div>
      <div className="sr-only">
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <td />
              {labels.map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {series.map(({ name, values, bands }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {labels.map((label, index) => (
                  <td key={label}>
                    {values[index]?.toFixed(digits) ?? "–"}
                    {bands?.[index]
                      ? ` (${bands[index].map((end) => end.toFixed(digits)).join(" … ")})`
                      : null}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

export function SeriesKey({ names, colours = seriesColours }: { names: string[]; colours?: string[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 py-1 text-xs">
      {names.map((name, index) => (
        <li key={name} className="flex items-center gap-1.5">
          <span className="size-2.5" style={{ background: colours[index % colours.length] }} />
          {name}
        </li>
      ))}
    </ul>
  );
}

/** Recharts wants one object a label; names of series may hold dots, so they are numbered. */
export function byLabel(
  labels: string[],
  series: Series[],
): Record<string, string | number | readonly [number, number] | null>[] {
  return labels.map((label, at) =>
    Object.fromEntries([
      ["label", label],
      ...series.map((one, index): [string, number | null] => [`s${index}`, one.values[at] ?? null]),
      ...series.map((one, index): [string, readonly [number, number] | null] => [
        `b${index}`,
        one.bands?.[at] ?? null,
      ]),
    ]),
  );
}
