"use client";
import { useEffect, useRef, useState } from "react";
import { closerOrder } from "#/features/leaderboards/components/long-table/closer-order.ts";
import { type ShownRows, useShownOrder } from "#/features/leaderboards/components/long-table/use-visible-order.ts";
import type { FigureRow } from "#/features/leaderboards/table/table-model.ts";
import { keptOrder } from "#/features/leaderboards/components/long-table/stable-order.ts";

const atOnce = 40;
const pauseMs = 40;
/** A hand that sorts, pins or types again does not wait for rows on their way. */
const restMs = 400;

type HeldRows = ShownRows & { all: FigureRow[] };

/**
 * To move, add and remove hundreds of rows in the document takes far longer than to show them in another order or not
 * at all. So with `slowly` rows of `all` that are not `wanted` stay there hidden, another order is shown by CSS, and
 * the document follows a few rows at a time.
 */
export function useHeldRows(wanted: FigureRow[], all: FigureRow[], slowly: boolean) {
  const [known, setKnown] = useState(() => hold(null, wanted, all));
  const isNews = known.wanted !== wanted || known.all !== all;
  const held = isNews ? hold(slowly ? known : null, wanted, all) : known;
  if (isNews) setKnown(held);
  const { rows, target } = held;
  const body = useShownOrder(held);

  const followed = useRef<FigureRow[]>(null);
  useEffect(() => {
    if (rows === target) return;
    const follow = () => {
      followed.current = target;
      setKnown((now) => (now.target === target ? { ...now, rows: closerOrder(rows, target, atOnce) } : now));
    };
    const turn = setTimeout(follow, followed.current === target ? pauseMs : restMs);
    return () => clearTimeout(turn);
  }, [rows, target]);

  return { rows, body };
}

function hold(known: HeldRows | null, wanted: FigureRow[], all: FigureRow[]): HeldRows {
  if (!known) return { rows: wanted, target: wanted, wanted, all };
  const there = new Set([...known.rows, ...wanted]);
  const target = all.filter((row) => there.has(row));
  return { rows: keptOrder(known.rows, target), target, wanted, all };
}
