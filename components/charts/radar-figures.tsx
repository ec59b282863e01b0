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
        <RadarChart accessibilityLayer={false} data={byLabel(labels, series)} outerRadius="70%">
          <PolarGrid stroke="var(--rule)" />
          <PolarAngleAxis dataKey="label" tick={AxisLabel} />
          <PolarRadiusAxis
            domain={[0, max]}
            tickCount={6}
            angle={90 - 180 / labels.length}
            axisLine={false}
            tick={RadiusLabel}
          />
          {series.map(({ name, bands }, index) =>
            bands?.every((band) => band !== null) ? (
              <Radar
                key={`interval of ${name}`}
                dataKey={`b${index}`}
                stroke="none"
                fill={seriesColours[index]}
                fillOpacity={0.22}
                isAnimationActive={false}
              />
            ) : null,
          )}
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

type LabelProps = {
  x?: number | string;
  y?: number | string;
  cy?: number | string;
  textAnchor?: string;
  payload?: { value: string };
};

/** Upright, whatever way its axis runs. */
function RadiusLabel({ x, y, payload }: Omit<LabelProps, "payload"> & { payload?: { value: number } }) {
  return (
    <text x={x} y={y} dy="0.35em" textAnchor="middle" fill="var(--muted)" fontSize={10}>
      {payload?.value}
    </text>
  );
}

/** Renders one word a line, so that a long label does not run off a phone. */
function AxisLabel({ x, y, cy, textAnchor, payload }: LabelProps) {
  const words = (payload?.value ?? "").split(" ");
  const up =
    Number(y) < Number(cy) - 1 ? words.length - 1 : Number(y) > Number(cy) + 1 ? 0 : (words.length - 1) / 2;
  return (
    <text x={x} y={y} textAnchor={textAnchor as "start"} fill="var(--ink)" fontSize={11}>
      {words.map((word, line) => (
        <tspan key={word} x={x} dy={`${line === 0 ? 0.35 - up * 1.15 : 1.15}em`}>
          {word}
        </tspan>
      ))}
    </text>
  );
}
