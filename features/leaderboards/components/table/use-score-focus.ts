"use client";
import { type FocusEvent, type KeyboardEvent, type PointerEvent, useState } from "react";

export type ScoreFocus = { row: string; column: number; box: DOMRect } | null;

const steps: Record<string, readonly [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const entered = "td[data-c][tabindex='0'], td[data-c] > [tabindex='0']";

/** Returns which figure the pointer or the keyboard is on. Tab enters the figures once, arrow keys move between them. */
export function useScoreFocus() {
  const [focus, setFocus] = useState<ScoreFocus>(null);
  const show = (target: EventTarget) => {
    const cell = scoreCell(target);
    setFocus(cell ? describe(cell) : null);
  };
  return {
    focus,
    handlers: {
      onPointerOver: (event: PointerEvent) => show(event.target),
      onPointerLeave: () => setFocus(null),
      onBlur: () => setFocus(null),
      onFocus: (event: FocusEvent<HTMLTableElement>) => {
        const cell = scoreCell(event.target);
        if (!cell) return;
        for (const other of event.currentTarget.querySelectorAll<HTMLElement>(entered)) other.tabIndex = -1;
        focusable(cell).tabIndex = 0;
        show(cell);
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === "Escape") setFocus(null);
        const step = steps[event.key];
        const cell = scoreCell(event.target);
        if (!step || !cell || event.target !== focusable(cell)) return;
        const next = neighbour(cell, step);
        if (!next) return;
        event.preventDefault();
        focusable(next).focus();
      },
    },
  };
}

function scoreCell(target: EventTarget): HTMLTableCellElement | null {
  return target instanceof Element ? target.closest<HTMLTableCellElement>("td[data-c]") : null;
}

/** Returns what a cell offers to the keyboard: the way to its items, else itself. */
function focusable(cell: HTMLTableCellElement): HTMLElement {
  return cell.querySelector("a") ?? cell;
}

function describe(cell: HTMLTableCellElement): ScoreFocus {
  const row = cell.closest("tr")?.dataset.r;
  return row === undefined
    ? null
    : { row, column: Number(cell.dataset.c), box: cell.getBoundingClientRect() };
}

function neighbour(
  cell: HTMLTableCellElement,
  [rows, columns]: readonly [number, number],
): HTMLTableCellElement | null {
  const lines = [
    ...(cell.closest("table")?.querySelectorAll<HTMLTableRowElement>("tr[data-r]:not([hidden])") ?? []),
  ];
  const here = lines.findIndex((line) => line.contains(cell));
  return (
    lines[here + rows]?.querySelectorAll<HTMLTableCellElement>("td[data-c]")[
      [...(cell.parentElement?.querySelectorAll("td[data-c]") ?? [])].indexOf(cell) + columns
    ] ?? null
  );
}
