import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declaredRights } from "#/app/declared-rights.ts";
import { rightsProblems } from "#/test/rights/rights-problems.ts";
import { routesOnDisk } from "#/test/rights/routes-on-disk.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

it("every page, route and action of the web has one policy", () => {
  const doors = routesOnDisk(root);
  expect(doors.length).toBeGreaterThan(50);
  expect(rightsProblems(doors)).toEqual([]);
});

describe("the check itself", () => {
  let folder = "";
  const files = {
    "app/[locale]/secret/page.tsx": "export default function Secret() {}",
    "app/[locale]/(group)/lists/[id]/page.tsx": "export default function List() {}",
    "app/api/v1/secret/route.ts":
      "const get = 1; export const POST = post;\nexport { get as GET, x as DELETE };",
    "app/api/v1/other/[id]/route.ts": "export async function PATCH() {}\nexport function PUT() {}",
    "app/[locale]/secret/opengraph-image.tsx": "export default function Image() {}",
    "features/secret/actions.ts": '"use server";\nexport async function stealAction() {}',
    "features/secret/components/form.tsx":
      'export function F() {\n  async function go() {\n    "use server";\n  }\n}',
    "features/secret/queries.ts": "export async function secrets() {}",
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "q-bench-board-doors-"));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("finds whatever the web answers to", () => {
    expect(routesOnDisk(folder)).toEqual([
      "DELETE /api/v1/secret",
      "GET /api/v1/secret",
      "GET /secret/opengraph-image",
      "PATCH /api/v1/other/[id]",
      "POST /api/v1/secret",
      "PUT /api/v1/other/[id]",
      "action features/secret/actions.ts#stealAction",
      "action features/secret/components/form.tsx#an action inside a function",
      "page /lists/[id]",
      "page /secret",
    ]);
  });

  it("fails for a door without a policy, and for a policy without a door", () => {
    const doors = ["page /secret", "page /"];
    expect(rightsProblems(doors, { "page /": { access: "anyone" } })).toEqual([
      "page /secret has no policy in declared-rights.ts",
    ]);
    expect(rightsProblems(["page /"], { ...declaredRights })).toContain(
      "page /admin has a policy but is not there",
    );
  });
});
