"use client";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { FigureRow } from "#/features/leaderboards/table/table-model.ts";

const pauseMs = 40;
const leastRowPx = 28;

/** `rows`: those in the document, in its order; `target`: the same in the order they are to be seen in. */
export type ShownRows = Record<"rows" | "target" | "wanted", FigureRow[]>;

/** Shows lines in the order of `target` and hides what is not `wanted`, whatever their order in the document. */
export function useShownOrder({
  rows,
  target,
  wanted,
}: ShownRows): RefObject<HTMLTableSectionElement | null> {
  const body = useRef<HTMLTableSectionElement>(null);
  const ordered = useRef<FigureRow[]>(null);
  const inFront = useRef<HTMLElement[]>([]);
  const inSight = useRef(Infinity);
  useRowsInSight(body, inSight);

  useLayoutEffect(() => {
    const seen = new Set(wanted.map(({ key }) => key));
    for (const line of linesOf(body)) line.hidden = !seen.has(line.dataset.r ?? "");
  }, [wanted]);

  useLayoutEffect(() => {
    const shown = rows === target ? null : target;
    if (shown === ordered.current) return;
    ordered.current = shown;
    const lines = linesOf(body);
    const places = new Map(wanted.map(({ key }, place) => [key, place]));
    const put = (some: HTMLElement[], order: (place: number) => number | "") => {
      for (const line of some) line.style.order = String(order(places.get(line.dataset.r ?? "") ?? 0));
    };
    const putAll = () => {
      put(lines, (place) => (shown ? place : ""));
      inFront.current = [];
    };
    if (!shown) return putAll();

    // Only what is in sight has to be right in the next picture.
    const front = lines.filter((line) => (places.get(line.dataset.r ?? "") ?? Infinity) <= inSight.current);
    put(inFront.current, () => wanted.length);
    put(front, (place) => place - wanted.length);
    inFront.current = front;
    const rest = setTimeout(putAll, pauseMs);
    return () => clearTimeout(rest);
  }, [rows, target, wanted]);

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
