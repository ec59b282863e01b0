"use client";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { TableRow } from "#/features/leaderboards/table/table-model.ts";

const pauseMs = 40;
const leastRowPx = 28;

/** `rows`: those in the document, in its order; `target`: the same in the order they are to be seen in. */
export type RowsInOrder = Record<"rows" | "target" | "wanted", TableRow[]>;

/** Shows lines in the order of `target` and hides what is not `wanted`, whatever their order in the document. */
export function useVisibleOrder({
  rows,
  target,
  wanted: desired,
}: RowsInOrder): RefObject<HTMLTableSectionElement | null> {
  const body = useRef<HTMLTableSectionElement>(null);
  const ordered = useRef<TableRow[]>(null);
  const inFront = useRef<HTMLElement[]>([]);
  const inSight = useRef(Infinity);
  useRowsInSight(body, inSight);

  useLayoutEffect(() => {
    const seen = new Set(desired.map(({ key }) => key));
    for (const line of linesOf(body)) line.hidden = !seen.has(line.dataset.r ?? "");
  }, [desired]);

  useLayoutEffect(() => {
    const shown = rows === target ? null : target;
    if (shown === ordered.current) return;
    ordered.current = shown;
    const lines = linesOf(body);
    const places = new Map(desired.map(({ key }, index) => [key, index]));
    const put = (some: HTMLElement[], order: (index: number) => number | "") => {
      for (const line of some) line.style.order = String(order(places.get(line.dataset.r ?? "") ?? 0));
    };
    const putAll = () => {
      put(lines, (index) => (shown ? index : ""));
      inFront.current = [];
    };
    if (!shown) return putAll();

    // Only what is in sight has to be right in the next picture.
    const front = lines.filter((line) => (places.get(line.dataset.r ?? "") ?? Infinity) <= inSight.current);
    put(inFront.current, () => desired.length);
    put(front, (index) => index - desired.length);
    inFront.current = front;
    const rest = setTimeout(putAll, pauseMs);
    return () => clearTimeout(rest);
  }, [rows, target, desired]);

  return body;
}

function linesOf(body: RefObject<HTMLElement | null>): HTMLElement[] {
  return [...(body.current?.querySelectorAll("tr") ?? [])];
}

/** Keeps `count` at how many rows may be in sight: to ask in the middle of a sort would lay the table out twice. */
function useRowsInSight(body: RefObject<HTMLElement | null>, count: RefObject<number>): void {
  useEffect(() => {
    const see = () => {
      const top = body.current?.getBoundingClientRect().top ?? 0;
      count.current = (1.5 * window.innerHeight - top) / leastRowPx;
    };
    see();
    document.addEventListener("scroll", see, { capture: true, passive: true });
    window.addEventListener("resize", see);
    return () => {
      document.removeEventListener("scroll", see, { capture: true });
      window.removeEventListener("resize", see);
    };
  }, [body, count]);
}
