"use client";
import { useCallback, useEffect, useState } from "react";
import { type TableState, tableStateQuery } from "#/features/leaderboards/table-state.ts";

type Part = Partial<TableState>;
export type ChangeState = (part: Part | ((state: TableState) => Part)) => void;

/** The browser takes longer to change an address than to show the sort that asked for it. */
const pauseMs = 100;

/** The state of a table, mirrored into the address without a request. */
export function useTableState(first: TableState): [TableState, ChangeState] {
  const [state, setState] = useState(first);
  const change = useCallback<ChangeState>((part) => {
    setState((old) => ({ ...old, ...(typeof part === "function" ? part(old) : part) }));
  }, []);
  useEffect(() => {
    if (state === first) return;
    const query = tableStateQuery(state);
    const turn = setTimeout(
      () => window.history.replaceState(null, "", query ? `?${query}` : window.location.pathname),
      pauseMs,
    );
    return () => clearTimeout(turn);
  }, [state, first]);
  return [state, change];
}
