import { expect, it } from "vitest";
import { featureOrderProblems } from "#/scripts/structure/feature-order.ts";

const order = ["ledger", "runs", "admin"];
const file = (path: string, target: string) => ({ path, text: `import { x } from "${target}";\n` });

it("lets a feature import those before it only", () => {
  expect(featureOrderProblems([file("features/runs/a.ts", "#/features/ledger/b.ts")], order)).toEqual([]);
  expect(featureOrderProblems([file("features/runs/a.ts", "#/features/runs/leases/b.ts")], order)).toEqual(
    [],
  );
  expect(featureOrderProblems([file("features/runs/a.ts", "#/features/admin/b.ts")], order)).toEqual([
    "features/runs/a.ts: runs comes before admin, so it may not import features/admin/b.ts",
  ]);
});

it("sees types too, and wants every feature in the order", () => {
  const type = { path: "features/ledger/a.ts", text: 'import type { X } from "#/features/runs/b.ts";\n' };
  expect(featureOrderProblems([type], order)).toHaveLength(1);
  expect(featureOrderProblems([{ path: "features/teams/a.ts", text: "" }], order)).toEqual([
    "features/teams/a.ts: the feature teams has no place in the order",
  ]);
});
