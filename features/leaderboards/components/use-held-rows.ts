"use client";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { closerOrder } from "#/features/leaderboards/closer-order.ts";
import type { FigureRow } from "#/features/leaderboards/figure-table.ts";
import { keptOrder } from "#/features/leaderboards/kept-order.ts";

const atOnce = 40;
const pauseMs = 40;
/** A hand that sorts, pins or types again does not wait for rows on their way. */
const restMs = 400;

/**
 * To move hundreds of rows in the document takes far longer than to show them in another order. So with `slowly` another
 * order is shown by the CSS order of the rows that are there, and the document follows a few rows at a time.
 */
export function useHeldRows(wanted: FigureRow[], slowly: boolean) {
  const [held, setHeld] = useState(wanted);
  const rows = useMemo(() => (slowly ? keptOrder(held, wanted) : wanted), [slowly, held, wanted]);
  if (rows !== held) setHeld(rows);
  const body = useRef<HTMLTableSectionElement>(null);
  const isOrdered = useRef(false);

  useLayoutEffect(() => {
    if (rows === wanted && !isOrdered.current) return;
    isOrdered.current = rows !== wanted;
    const places = new Map(wanted.map(({ key }, place) => [key, String(place)]));
    for (const line of body.current?.rows ?? [])
      line.style.order = isOrdered.current ? (places.get(line.dataset.r ?? "") ?? "") : "";
  }, [rows, wanted]);

  const followed = useRef(wanted);
  useEffect(() => {
    if (rows === wanted) return;
    const follow = () => {
      followed.current = wanted;
      setHeld(closerOrder(rows, wanted, atOnce));
    };
    const turn = setTimeout(follow, followed.current === wanted ? pauseMs : restMs);
    return () => clearTimeout(turn);
  }, [rows, wanted]);

  return { rows, body };
}
