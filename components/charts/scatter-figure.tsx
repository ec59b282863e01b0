"use client";
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import {
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  XAxis,
  YAxis,
} from "recharts";

/** Name of the point, x, y, and how strong its colour is, 0 to 1. */
export type Dot = readonly [key: number, x: number, y: number, shade?: number];

type Props = {
  label: string;
  xName: string;
  yName: string;
  dots: readonly Dot[];
  /** What is said of the chosen dot, and what opens it. */
  describe: (dot: Dot) => string;
  onOpen: (dot: Dot) => void;
  hint: string;
  /** Ends of both axes and of the line on which x and y are equal, where they have one unit. */
  diagonal?: readonly [number, number] | undefined;
};

const steps: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 50,
  PageDown: -50,
};

/** Dots that open what they stand for: by a press, or by arrow keys from left to right and Enter. */
export function ScatterFigure({ label, xName, yName, dots, describe, onOpen, hint, diagonal }: Props) {
  const hintId = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  const ordered = useMemo(() => [...dots].sort((a, b) => a[1] - b[1]), [dots]);
  const data = useMemo(
    () => ordered.map((dot, index) => ({ x: dot[1], y: dot[2], shade: dot[3], place: index })),
    [ordered],
  );
  const dot = chosen === null ? undefined : ordered[chosen];
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (event.key === "Enter" && dot) onOpen(dot);
    if (step === undefined) return;
    event.preventDefault();
    setChosen(Math.min(ordered.length - 1, Math.max(0, (chosen ?? -1) + step)));
  };
  return (
    <figure className="min-w-0">
      <div
        role="application"
        aria-label={label}
        aria-describedby={hintId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys need the focus
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {/* A picture keeps its width until it is drawn again for a narrower page. */}
        <div aria-hidden="true" className="overflow-hidden">
          <ResponsiveContainer width="100%" height={420}>
            <ScatterChart accessibilityLayer={false} margin={{ top: 8, right: 12, bottom: 20, left: 4 }}>
              <CartesianGrid stroke="var(--rule)" />
              <XAxis
                {...axis}
                domain={diagonal ?? axis.domain}
                dataKey="x"
                name={xName}
                label={{ value: xName, position: "insideBottom", offset: -12, ...ink }}
              />
              <YAxis
                {...axis}
                domain={diagonal ?? axis.domain}
                dataKey="y"
                name={yName}
                width={48}
                label={{ value: yName, angle: -90, position: "insideLeft", ...ink }}
              />
              {diagonal ? (
                <ReferenceLine
                  segment={[
                    { x: diagonal[0], y: diagonal[0] },
                    { x: diagonal[1], y: diagonal[1] },
                  ]}
                  stroke="var(--strong-rule)"
                  strokeDasharray="4 4"
                />
              ) : null}
              <Scatter
                data={data}
                shape={PlainDot}
                isAnimationActive={false}
                className="cursor-pointer"
                onMouseEnter={(item: { payload?: { place?: number } }) =>
                  setChosen(item.payload?.place ?? null)
                }
                onClick={(item: { payload?: { place?: number } }) => {
                  const pressed = ordered[item.payload?.place ?? -1];
                  if (pressed) onOpen(pressed);
                }}
              />
              {dot ? (
                <Scatter
                  data={[{ x: dot[1], y: dot[2] }]}
                  shape={ChosenDot}
                  isAnimationActive={false}
                  style={{ pointerEvents: "none" }}
                />
              ) : null}
            </ScatterChart>
          </ResponsiveContainer>
        </div>
      </div>
      <figcaption className="mt-1 min-h-10 text-xs tabular-nums">
        <p id={hintId} className="text-muted">
          {hint}
        </p>
        <p role="status">{dot ? describe(dot) : ""}</p>
      </figcaption>
    </figure>
  );
}

const ink = { fill: "var(--ink)", fontSize: 11 };
const axis = {
  type: "number",
  domain: ["auto", "auto"],
  tickCount: 6,
  tickLine: false,
  axisLine: { stroke: "var(--strong-rule)" },
  tick: { fill: "var(--muted)", fontSize: 10 },
  tickFormatter: (value: number) => String(Number(value.toPrecision(3))).replace("-", "−"),
} as const;

type Drawn = { cx?: number; cy?: number; shade?: number | undefined };

function PlainDot({ cx, cy, shade }: Drawn) {
  if (shade === undefined) return <circle cx={cx} cy={cy} r={3} fill="var(--series-1)" fillOpacity={0.45} />;
  const fill = `color-mix(in oklch, var(--series-1) ${Math.round(100 * shade)}%, var(--paper))`;
  return <circle cx={cx} cy={cy} r={3.5} fill={fill} stroke="var(--series-1)" strokeWidth={0.75} />;
}

function ChosenDot({ cx, cy }: Drawn) {
  return <circle cx={cx} cy={cy} r={6} fill="none" stroke="var(--ink)" strokeWidth={2} />;
}
