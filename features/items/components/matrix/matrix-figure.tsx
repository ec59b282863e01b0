"use client";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import {
  cellAt,
  drawMatrix,
  type MatrixCell,
  matrixSize,
} from "#/features/items/components/matrix/draw-matrix.ts";
import { type Mark, type Matrix, markOf } from "#/features/items/matrix/solve-matrix.ts";
import { fill } from "#/lib/i18n/fill.ts";

type MatrixTexts = { label: string; hint: string; cell: string; marks: Record<Mark, string> };
type Props = { matrix: Matrix; dataset: string; query: string; texts: MatrixTexts };

const moves: Record<string, readonly [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [0, -50],
  PageDown: [0, 50],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

/** Renders every model on every item; a press or Enter opens the item with that model's answer. */
export function MatrixFigure({ matrix, dataset, query, texts }: Props) {
  const [chosen, setChosen] = useState<MatrixCell | null>(null);
  const { canvas, frame, room } = useMatrixCanvas(matrix, chosen);
  const router = useRouter();
  const size = matrixSize(matrix.numbers.length, room);
  const open = ({ row, column }: MatrixCell) => {
    const address = new URLSearchParams(query);
    address.set("model", matrix.rows[row]?.slug ?? "");
    router.push(`/datasets/${dataset}/items/${matrix.numbers[column]}?${address}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && chosen) open(chosen);
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const at = chosen ?? { row: 0, column: -Math.sign(move[1] || 0) };
    const within = (place: number, count: number) => Math.min(count - 1, Math.max(0, place));
    const next = {
      row: within(at.row + move[0], matrix.rows.length),
      column: within(at.column + move[1], matrix.numbers.length),
    };
    setChosen(next);
    const box = frame.current;
    if (box) box.scrollLeft = next.column * size.cell - box.clientWidth / 2;
  };
  const pointed = (event: MouseEvent) => {
    const box = canvas.current?.getBoundingClientRect();
    return box ? cellAt(matrix, size, event.clientX - box.left, event.clientY - box.top) : null;
  };
  return (
    <figure>
      <div className="flex">
        <ol
          aria-hidden="true"
          className="w-32 flex-none pr-2 text-xs sm:w-52"
          style={{ paddingTop: size.share }}
        >
          {matrix.rows.map((row, index) => (
            <li
              key={row.slug}
              data-chosen={chosen?.row === index || undefined}
              className="flex justify-between gap-2 data-chosen:font-semibold"
              style={{ height: size.row, lineHeight: `${size.row}px` }}
            >
              <span className="truncate">{row.name}</span>
              <span className="text-muted tabular-nums">
                {((100 * row.right) / Math.max(1, row.answered)).toFixed(1)}
              </span>
            </li>
          ))}
        </ol>
        <div
          ref={frame}
          role="application"
          aria-label={texts.label}
          aria-describedby="matrix-hint"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys need the focus
          tabIndex={0}
          onKeyDown={onKeyDown}
          className="min-w-0 flex-1 overflow-x-auto"
        >
          <canvas
            ref={canvas}
            className="block cursor-pointer"
            style={{
              width: matrix.numbers.length * size.cell,
              height: size.share + matrix.rows.length * size.row,
            }}
            onMouseMove={(event) => setChosen(pointed(event) ?? chosen)}
            onClick={(event) => {
              const cell = pointed(event);
              if (cell) open(cell);
            }}
          />
        </div>
      </div>
      <figcaption className="mt-2 text-xs">
        <p role="status" className="min-h-5 tabular-nums">
          {chosen ? cellText(matrix, chosen, texts) : ""}
        </p>
        <p id="matrix-hint" className="text-muted">
          {texts.hint}
        </p>
      </figcaption>
    </figure>
  );
}

function cellText(matrix: Matrix, { row, column }: MatrixCell, texts: MatrixTexts): string {
  const model = matrix.rows[row];
  return fill(texts.cell, {
    model: model?.name ?? "",
    item: matrix.numbers[column] ?? "",
    mark: texts.marks[markOf(model?.verdicts[column])],
    right: matrix.right[column] ?? 0,
    of: matrix.answered[column] ?? 0,
  });
}

/** Draws again when the room, the theme or the chosen cell changes. */
function useMatrixCanvas(matrix: Matrix, chosen: MatrixCell | null) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(1000);
  const [theme, setTheme] = useState(0);
  useEffect(() => {
    const sized = new ResizeObserver(([entry]) => entry && setRoom(entry.contentRect.width));
    if (frame.current) sized.observe(frame.current);
    const themed = new MutationObserver(() => setTheme((count) => count + 1));
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
    return () => {
      sized.disconnect();
      themed.disconnect();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    if (canvas.current) drawMatrix(canvas.current, matrix, matrixSize(matrix.numbers.length, room), chosen);
  }, [matrix, room, chosen, theme]);
  return { canvas, frame, room };
}
