import { expect, it } from "vitest";
import { basenameProblems, folderSizeProblems } from "#/scripts/structure/folder-problems.ts";

const files = (...paths: string[]) => paths.map((path) => ({ path, text: "" }));
const many = (folder: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${folder}/a${index}.ts`);

it("counts the product files of a folder, not its tests nor its folders", () => {
  expect(folderSizeProblems(files(...many("features/runs", 26)))).toEqual([
    "features/runs/: 26 files; the limit is 25. Which belong together?",
  ]);
  const full = [...many("features/runs", 25), "features/runs/b.test.ts", "features/runs/leases/b.ts"];
  expect(folderSizeProblems(files(...full, ...many("test", 40)))).toEqual([]);
});

it("refuses one name for two product files, conventional ones apart", () => {
  expect(basenameProblems(files("features/runs/board.ts", "cli/board.tsx"))).toEqual([
    "board: the name of features/runs/board.ts and of cli/board.tsx",
  ]);
  const same = ["features/a/queries.ts", "features/b/queries.ts", "features/a/b.tsx", "features/a/b.css"];
  expect(basenameProblems(files(...same, "test/b.ts", "features/a/b.test.ts"))).toEqual([]);
});
