"use client";
import { useEffect, useRef, useState } from "react";
import { closerOrder } from "#/features/leaderboards/components/long-table/closer-order.ts";
import { stableOrder } from "#/features/leaderboards/components/long-table/stable-order.ts";
import {
  type RowsInOrder,
  useVisibleOrder,
} from "#/features/leaderboards/components/long-table/use-visible-order.ts";
import type { TableRow } from "#/features/leaderboards/table/table-model.ts";

const atOnce = 40;
const pauseMs = 40;
/** A hand that sorts, pins or types again does not wait for rows on their way. */
const restMs = 400;

type CurrentRows = RowsInOrder & { all: TableRow[] };

/**
 * To move, add and remove hundreds of rows in the document takes far longer than to show them in another order or not
 * at all. So with `slowly` rows of `all` that are not `wanted` stay there hidden, another order is shown by CSS, and
 * the document follows a few rows at a time.
 */
export function useCurrentRows(desired: TableRow[], all: TableRow[], slowly: boolean) {
  const [known, setKnown] = useState(() => hold(null, desired, all));
  const isNews = known.wanted !== desired || known.all !== all;
  const current = isNews ? hold(slowly ? known : null, desired, all) : known;
  if (isNews) setKnown(current);
  const { rows, target } = current;
  const body = useVisibleOrder(current);

  const followed = useRef<TableRow[]>(null);
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

function hold(known: CurrentRows | null, desired: TableRow[], all: TableRow[]): CurrentRows {
  if (!known) return { rows: desired, target: desired, wanted: desired, all };
  const there = new Set([...known.rows, ...desired]);
  const target = all.filter((row) => there.has(row));
  return { rows: stableOrder(known.rows, target), target, wanted: desired, all };
}
