"use client";
import { useCallback, useEffect, useState } from "react";
import { type TableState, tableStateQuery } from "#/features/leaderboards/table/table-state.ts";

type Part = Partial<TableState>;
export type ChangeState = (part: Part | ((state: TableState) => Part)) => void;

/** The browser takes longer to change an address than to show the sort that asked for it. */
const pauseMs = 100;

/** Returns the state of a table, mirrored into the address without a request. */
export function useTableState(first: TableState): [TableState, ChangeState] {
  const [state, setState] = useState(first);
  const change = useCallback<ChangeState>((part) => {
    setState((old) => ({ ...old, ...(typeof part === "function" ? part(old) : part) }));
  }, []);
  useEffect(() => {
    if (state === first) return;
    const turn = setTimeout(() => window.history.replaceState(null, "", tableAddress(state)), pauseMs);
    return () => clearTimeout(turn);
  }, [state, first]);
  return [state, change];
}

/** Where this page shows the table so. */
export function tableAddress(state: TableState): string {
  const query = tableStateQuery(state);
  return new URL(query ? `?${query}` : window.location.pathname, window.location.href).href;
}
