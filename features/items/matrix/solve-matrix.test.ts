import { expect, it } from "vitest";
import { markOf, sortMatrix } from "#/features/items/matrix/solve-matrix.ts";

it("puts the hardest item and the best model first, and an item nobody answered last", () => {
  const matrix = sortMatrix(
    [3, 5, 7, 9],
    [
      { slug: "weak", name: "Weak", verdicts: "10x." },
      { slug: "strong", name: "Strong", verdicts: "110." },
    ],
  );
  expect(matrix.numbers).toEqual([7, 5, 3, 9]);
  expect([matrix.right, matrix.answered]).toEqual([
    [0, 1, 2, 0],
    [2, 2, 2, 0],
  ]);
  expect(matrix.rows.map(({ slug, verdicts, right, answered }) => [slug, verdicts, right, answered])).toEqual(
    [
      ["strong", "011.", 2, 3],
      ["weak", "x01.", 1, 3],
    ],
  );
  expect([..."10x.?"].map(markOf)).toEqual(["right", "wrong", "unread", "missing", "missing"]);
});
