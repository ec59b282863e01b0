"use client";
import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";
import {
  byLabel,
  ChartFrame,
  type Series,
  SeriesKey,
  seriesColours,
} from "#/components/charts/chart-frame.tsx";

type Props = { title: string; labels: string[]; series: Series[]; max: number; digits: number };

export function BarFigures({ title, labels, series, max, digits }: Props) {
  // Names side by side would run into each other on a phone, and a name left out is a column unnamed.
  const slanted = labels.length > 5;
  const roomy = labels.length * series.length <= 12;
  return (
    <ChartFrame {...{ title, labels, series, digits }}>
      <SeriesKey names={series.map(({ name }) => name)} />
      <ResponsiveContainer width="100%" height={300}>
        <BarChart
          accessibilityLayer={false}
          data={byLabel(labels, series)}
          margin={{ top: 16, right: 0, bottom: 0, left: 0 }}
          barGap={1}
        >
          <CartesianGrid vertical={false} stroke="var(--rule)" />
          <XAxis
            dataKey="label"
            tickLine={false}
            axisLine={{ stroke: "var(--strong-rule)" }}
            interval={0}
            height={slanted ? 62 : 30}
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
          {series.map(({ name }, index) => (
            <Bar
              key={name}
              dataKey={`s${index}`}
              fill={seriesColours[index]}
              maxBarSize={36}
              isAnimationActive={false}
            >
              {roomy ? (
                <LabelList
                  position="top"
                  fill="var(--ink)"
                  fontSize={10}
                  formatter={(value) => (typeof value === "number" ? value.toFixed(digits) : "")}
                />
              ) : null}
            </Bar>
          ))}
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
