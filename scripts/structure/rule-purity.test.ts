import { expect, it } from "vitest";
import { rulePurityProblems } from "#/scripts/structure/rule-purity.ts";

const file = (path: string, ...imports: string[]) => ({
  path,
  text: imports.map((target) => `import { x } from "${target}";\n`).join(""),
});

it("follows what a rule imports to the database", () => {
  const files = [
    file("features/runs/fair-share.ts", "#/features/runs/queries.ts"),
    file("features/runs/fair-share.test.ts"),
    file("features/runs/queries.ts", "#/lib/db.ts"),
  ];
  expect(rulePurityProblems(files)).toEqual([
    "features/runs/fair-share.ts: a rule is pure, and this one reaches features/runs/queries.ts → lib/db.ts",
  ]);
  expect(rulePurityProblems([file("features/runs/policy.ts", "#/lib/queue.ts")])).toHaveLength(1);
});

it("lets verbs and queries reach it, and rules use its types", () => {
  const type = { path: "features/runs/schema.ts", text: 'import type { Tx } from "#/lib/db.ts";\n' };
  const verb = [file("features/runs/pause.ts", "#/lib/db.ts"), file("features/runs/pause.db.test.ts")];
  expect(rulePurityProblems([type, ...verb])).toEqual([]);
});
