"use client";
import { PolarAngleAxis, PolarGrid, PolarRadiusAxis, Radar, RadarChart, ResponsiveContainer } from "recharts";
import {
  byLabel,
  ChartFrame,
  type Series,
  SeriesKey,
  seriesColours,
} from "#/components/charts/chart-frame.tsx";

type Props = { title: string; labels: string[]; series: Series[]; max: number; digits: number };

export function RadarFigures({ title, labels, series, max, digits }: Props) {
  return (
    <ChartFrame {...{ title, labels, series, digits }}>
      <SeriesKey names={series.map(({ name }) => name)} />
      <ResponsiveContainer width="100%" height={300}>
        <RadarChart data={byLabel(labels, series)} outerRadius="78%">
          <PolarGrid stroke="var(--rule)" />
          <PolarAngleAxis dataKey="label" tick={{ fill: "var(--ink)", fontSize: 11 }} />
          <PolarRadiusAxis
            domain={[0, max]}
            tickCount={6}
            angle={90}
            axisLine={false}
            tick={{ fill: "var(--muted)", fontSize: 10 }}
          />
          {series.map(({ name }, index) => (
            <Radar
              key={name}
              dataKey={`s${index}`}
              stroke={seriesColours[index]}
              strokeWidth={1.75}
              fill={seriesColours[index]}
              fillOpacity={0.06}
              dot={{ r: 2.5, fill: seriesColours[index], fillOpacity: 1 }}
              isAnimationActive={false}
            />
          ))}
        </RadarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
