"use client";
import {
  Bar,
  BarChart,
  CartesianGrid,
  ErrorBar,
  LabelList,
  type LabelProps,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from "recharts";
import {
  byLabel,
  ChartFrame,
  type Series,
  SeriesKey,
  seriesColours,
} from "#/components/charts/chart-frame.tsx";

type Props = { title: string; labels: string[]; series: Series[]; max: number; digits: number };

const height = 300;
const above = 16;

/** Columns with whiskers over their intervals, and their figures above them where there is room. */
export function BarFigures({ title, labels, series, max, digits }: Props) {
  // Names side by side would run into each other on a phone, and a name left out is a column unnamed.
  const slanted = labels.length > 5;
  const roomy = labels.length * series.length <= 12;
  const below = slanted ? 62 : 30;
  return (
    <ChartFrame {...{ title, labels, series, digits }}>
      <SeriesKey names={series.map(({ name }) => name)} />
      <ResponsiveContainer width="100%" height={height}>
        <BarChart
          accessibilityLayer={false}
          data={byLabel(labels, series)}
          margin={{ top: above, right: 0, bottom: 0, left: 0 }}
          barGap={1}
        >
          <CartesianGrid vertical={false} stroke="var(--rule)" />
          <XAxis
            dataKey="label"
            tickLine={false}
            axisLine={{ stroke: "var(--strong-rule)" }}
            interval={0}
            height={below}
            tick={{
              fill: "var(--ink)",
              fontSize: 11,
              ...(slanted && { angle: -40, textAnchor: "end" as const }),
            }}
          />
          <YAxis
            domain={[0, max]}
            width={34}
            tickLine={false}
            axisLine={false}
            tick={{ fill: "var(--muted)", fontSize: 10 }}
          />
          {series.map(({ name, values, bands }, index) => (
            <Bar
              key={name}
              dataKey={`s${index}`}
              fill={seriesColours[index]}
              maxBarSize={36}
              isAnimationActive={false}
            >
              <ErrorBar
                dataKey={(row: ReturnType<typeof byLabel>[number]) => reachOf(row, index)}
                width={4}
                stroke="var(--ink)"
                strokeWidth={1}
                isAnimationActive={false}
              />
              {roomy ? (
                <LabelList
                  content={({ x, y, width, index: place = 0 }: LabelProps) => {
                    const value = values[place] ?? null;
                    if (value === null) return null;
                    const whisker = Math.max(0, (bands?.[place]?.[1] ?? value) - value) / max;
                    return (
                      <text
                        x={Number(x) + Number(width) / 2}
                        y={Number(y) - 4 - whisker * (height - above - below)}
                        textAnchor="middle"
                        fill="var(--ink)"
                        fontSize={10}
                      >
                        {value.toFixed(digits)}
                      </text>
                    );
                  }}
                />
              ) : null}
            </Bar>
          ))}
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

/** Returns how far the interval reaches below and above the value. */
function reachOf(row: ReturnType<typeof byLabel>[number], index: number): [number, number] | null {
  const [value, band] = [row[`s${index}`], row[`b${index}`]];
  if (typeof value !== "number" || !Array.isArray(band)) return null;
  return [Math.max(0, value - band[0]), Math.max(0, band[1] - value)];
}
