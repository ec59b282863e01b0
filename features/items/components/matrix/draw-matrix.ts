import { type Matrix, markOf } from "#/features/items/matrix/solve-matrix.ts";

export type MatrixSize = { cell: number; row: number; share: number };
export type MatrixCell = { row: number; column: number };

/** Sizes in CSS pixels: a column as wide as fits, a row of text, and the curve of shares above them. */
export function matrixSize(columns: number, room: number): MatrixSize {
  return { cell: Math.min(24, Math.max(3, Math.floor(room / Math.max(1, columns)))), row: 18, share: 40 };
}

export function cellAt(
  matrix: Matrix,
  { cell, row, share }: MatrixSize,
  x: number,
  y: number,
): MatrixCell | null {
  const found = { row: Math.floor((y - share) / row), column: Math.floor(x / cell) };
  return matrix.rows[found.row] && matrix.numbers[found.column] !== undefined ? found : null;
}

/** Right ones in the colour of values, unread ones in the warm tone, missing ones hollow; above, the share of right. */
export function drawMatrix(
  canvas: HTMLCanvasElement,
  matrix: Matrix,
  size: MatrixSize,
  chosen: MatrixCell | null,
): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name);
  const fills = { right: colour("--heat"), wrong: colour("--rule"), unread: colour("--warm"), missing: "" };
  const [width, height] = [matrix.numbers.length * size.cell, size.share + matrix.rows.length * size.row];
  const scale = Math.min(window.devicePixelRatio, 16_000 / Math.max(width, height, 1));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.scale(scale, scale);
  const gap = size.cell > 4 ? 1 : 0;
  for (const [column, right] of matrix.right.entries()) {
    const share = right / Math.max(1, matrix.answered[column] ?? 1);
    context.fillStyle = colour("--muted");
    context.fillRect(
      column * size.cell,
      (size.share - 6) * (1 - share),
      size.cell - gap,
      (size.share - 6) * share,
    );
  }
  for (const [row, { verdicts }] of matrix.rows.entries()) {
    for (let column = 0; column < verdicts.length; column++) {
      const fill = fills[markOf(verdicts[column])];
      if (!fill) continue;
      context.fillStyle = fill;
      context.fillRect(column * size.cell, size.share + row * size.row, size.cell - gap, size.row - 1);
    }
  }
  if (!chosen) return;
  context.strokeStyle = colour("--ink");
  context.lineWidth = 2;
  const [x, y] = [chosen.column * size.cell, size.share + chosen.row * size.row];
  context.strokeRect(x - 1, y - 1, size.cell + 2, size.row + 1);
}
