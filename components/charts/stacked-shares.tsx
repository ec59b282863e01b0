"use client";
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { ChartFrame, type Series, SeriesKey } from "#/components/charts/chart-frame.tsx";

type Props = { title: string; labels: string[]; series: Series[] };

const strengths = [22, 55, 100].map(
  (share) => `color-mix(in oklch, var(--series-1) ${share}%, var(--paper))`,
);
const inks = ["var(--ink)", "var(--ink)", "var(--paper)"];

/** Renders one bar a row, its parts the labels in order from weak to strong; shares in %. */
export function StackedShares({ title, labels, series }: Props) {
  const data = series.map(({ name, values }) =>
    Object.fromEntries([
      ["name", name],
      ...values.map((value, index): [string, number | null] => [`p${index}`, value]),
    ]),
  );
  return (
    <ChartFrame {...{ title, labels, series }} digits={1}>
      <SeriesKey names={labels} colours={strengths} />
      <ResponsiveContainer width="100%" height={40 + series.length * 44}>
        <BarChart
          accessibilityLayer={false}
          data={data}
          layout="vertical"
          margin={{ top: 4, right: 8, bottom: 0, left: 0 }}
        >
          <XAxis
            type="number"
            domain={[0, 100]}
            ticks={[0, 25, 50, 75, 100]}
            allowDataOverflow
            tickLine={false}
            axisLine={{ stroke: "var(--rule)" }}
            tick={{ fill: "var(--muted)", fontSize: 10 }}
          />
          <YAxis
            type="category"
            dataKey="name"
            width={150}
            tickLine={false}
            axisLine={false}
            tick={{ fill: "var(--ink)", fontSize: 11 }}
          />
          {labels.map((label, index) => (
            <Bar
              key={label}
              dataKey={`p${index}`}
              stackId="shares"
              fill={strengths[index]}
              maxBarSize={26}
              isAnimationActive={false}
            >
              <LabelList
                position="center"
                dataKey={`p${index}`}
                fill={inks[index]}
                fontSize={10}
                formatter={(value) => (typeof value === "number" && value >= 6 ? value.toFixed(0) : "")}
              />
            </Bar>
          ))}
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
