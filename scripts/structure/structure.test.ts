import { describe, expect, it } from "vitest";
import { circleProblems } from "#/scripts/structure/circles.ts";
import { doorProblems } from "#/scripts/structure/doors.ts";
import { fileProblems } from "#/scripts/structure/file-problems.ts";
import { floorProblems } from "#/scripts/structure/floors.ts";
import { importsOf } from "#/scripts/structure/imports.ts";
import { messageProblems } from "#/scripts/structure/message-problems.ts";

const file = (path: string, ...imports: string[]) => ({
  path,
  text: imports.map((target) => `import { x } from "${target}";\n`).join(""),
});

describe("imports", () => {
  it("finds every way of importing, names apart from types", () => {
    const text = `import a, { type B, c as d } from "#/lib/a.ts";
import {
  type E,
} from "../f.ts";
import type { G } from "pg";
import "./style.css";
export { h } from "#/lib/h.ts";
const i = await import("sharp");
const thread = new Worker(new URL("./thread.ts", import.meta.url));
`;
    expect(importsOf({ path: "app/x/page.tsx", text })).toEqual([
      { target: "lib/a.ts", inside: true, typeOnly: false, names: ["a", "type B", "c"] },
      { target: "app/f.ts", inside: true, typeOnly: true, names: ["type E"] },
      { target: "pg", inside: false, typeOnly: true, names: ["G"] },
      { target: "lib/h.ts", inside: true, typeOnly: false, names: ["h"] },
      { target: "app/x/style.css", inside: true, typeOnly: false, names: [] },
      { target: "sharp", inside: false, typeOnly: false, names: [] },
      { target: "app/x/thread.ts", inside: true, typeOnly: false, names: [] },
    ]);
  });
});

describe("floors", () => {
  it.each([
    ["lib/a.ts", "#/features/runs/queries.ts"],
    ["evaluation/a.ts", "#/jobs/b.ts"],
    ["evaluation/a.ts", "#/features/runs/score.ts"],
    ["demo/a.ts", "#/evaluation/b.ts"],
    ["components/a.tsx", "#/features/runs/rank.ts"],
    ["features/runs/finish.ts", "#/features/runs/loaders.ts"],
    ["features/runs/finish.ts", "#/features/runs/components/table.tsx"],
    ["features/runs/loaders.ts", "#/app/page.tsx"],
    ["workers/main.ts", "#/cli/board.ts"],
    ["server/keep-process-running.ts", "#/workers/main.ts"],
    ["server/keep-process-running.ts", "#/scripts/demo.ts"],
    ["features/items/queries.ts", "#/features/items/matrix/loaders.ts"],
    ["app/page.tsx", "#/scripts/demo.ts"],
    ["lib/a.ts", "#/test/shared-data.ts"],
  ])("%s may not import %s", (from, target) => {
    expect(floorProblems([file(from, target)])).toHaveLength(1);
  });

  it("lets imports go down, along a room, and anywhere from tools and tests", () => {
    expect(
      floorProblems([
        file("app/page.tsx", "#/features/runs/loaders.ts", "#/components/ui/button.tsx", "./part.tsx"),
        file("features/runs/loaders.ts", "#/features/runs/queries.ts", "#/features/users/loaders.ts"),
        file("features/runs/queries.ts", "#/lib/db.ts", "#/prisma/generated/client.ts", "#/evaluation/a.ts"),
        file("scripts/demo.ts", "#/workers/main.ts", "#/lib/env.ts"),
        file("lib/a.test.ts", "#/test/test-database.ts", "#/features/runs/queries.ts"),
      ]),
    ).toEqual([]);
  });

  it("knows no file outside the house", () => {
    expect(floorProblems([file("services/a.ts")])).toHaveLength(1);
  });
});

describe("circles", () => {
  it("names the way round", () => {
    const circle = [file("lib/a.ts", "./b.ts"), file("lib/b.ts", "#/lib/c.ts"), file("lib/c.ts", "./a.ts")];
    expect(circleProblems(circle)).toEqual(["import circle: lib/a.ts → lib/b.ts → lib/c.ts → lib/a.ts"]);
    expect(circleProblems(circle.slice(0, 2))).toEqual([]);
  });
});

describe("doors", () => {
  it.each([
    ["app/page.tsx", "#/lib/db.ts"],
    ["workers/a.ts", "pg"],
    ["features/runs/policy.ts", "#/lib/db.ts"],
    ["features/runs/actions.ts", "#/prisma/generated/client.ts"],
    ["features/runs/submit.ts", "bullmq"],
    ["cli/a.ts", "#/lib/queue.ts"],
    ["features/runs/submit.ts", "undici"],
    ["evaluation/tasks/a.ts", "node:https"],
    ["features/runs/submit.ts", "next/headers"],
    ["lib/session.ts", "next/navigation"],
    ["server/keep-process-running.ts", "pg"],
    ["server/keep-process-running.ts", "node:http"],
    ["lib/mail.ts", "node:net"],
    ["features/items/matrix/loaders.ts", "#/lib/db.ts"],
  ])("are shut to %s importing %s", (from, target) => {
    expect(doorProblems([file(from, target)])).toHaveLength(1);
  });

  it("keep the environment to env(), but for those who prepare it", () => {
    const text = 'import { provideEnv, rawEnv } from "#/lib/env.ts";\n';
    expect(doorProblems([{ path: "workers/a.ts", text }])).toHaveLength(1);
    expect(doorProblems([{ path: "lib/embedded-services.ts", text }])).toEqual([]);
    expect(doorProblems([file("workers/a.ts", "#/lib/env.ts")])).toEqual([]);
  });

  it("see a bare fetch, but not the browser's", () => {
    const text = "const answer = await fetch(url);";
    expect(doorProblems([{ path: "workers/a.ts", text }])).toHaveLength(1);
    expect(doorProblems([{ path: "features/runs/components/a.tsx", text }])).toEqual([]);
    expect(doorProblems([{ path: "workers/a.ts", text: "await client.fetch(url); refetch(); " }])).toEqual(
      [],
    );
  });

  it("open where they belong", () => {
    expect(
      doorProblems([
        file("features/runs/queries.ts", "#/lib/db.ts"),
        file("features/runs/submit.ts", "#/lib/db.ts"),
        file("evaluation/endpoints/chat.ts", "undici"),
        file("jobs/enqueue.ts", "#/lib/queue.ts"),
        file("app/api/v1/route.ts", "next/server"),
        file("features/runs/actions.ts", "next/cache"),
        file("features/runs/a.db.test.ts", "pg", "undici"),
        { path: "workers/main.ts", text: 'import { closeDb } from "#/lib/db.ts";' },
        { path: "lib/a.ts", text: 'import type { Task } from "#/prisma/generated/client.ts";' },
      ]),
    ).toEqual([]);
  });
});

describe("files", () => {
  it("refuses 300 lines, drawers and other cases", () => {
    expect(fileProblems([{ path: "lib/a.ts", text: "x\n".repeat(300) }])).toHaveLength(1);
    expect(fileProblems([{ path: "lib/a.ts", text: "x\n".repeat(299) }])).toEqual([]);
    for (const path of ["lib/utils.ts", "lib/helpers/a.ts", "features/runs/index.ts", "lib/common.test.ts"])
      expect(fileProblems([{ path, text: "" }])).toHaveLength(1);
    expect(fileProblems([{ path: "lib/secretBox.ts", text: "" }])).toHaveLength(1);
    for (const path of [
      "app/[slug]/page.tsx",
      "app/api/[...nextauth]/route.ts",
      "app/[modelSlug]/page.tsx",
      "a/b.db.test.ts",
    ])
      expect(fileProblems([{ path, text: "" }])).toEqual([]);
  });
});

describe("messages", () => {
  it("compares keys, empty texts and slots", () => {
    const english = {
      a: "One",
      b: { c: "{n, plural, one {# item of {total}} other {# items of {total}}}", d: "<b>x</b>" },
    };
    const right = { a: "一", b: { c: "共 {total} 项中的 {n, plural, other {#} 项}", d: "<b>甲</b>" } };
    expect(
      messageProblems(
        english,
        { ...right, b: { ...right.b, c: "{n, plural, other {{total} 项中的 # 项}}" } },
        "zh",
      ),
    ).toEqual([]);
    expect(messageProblems(english, { a: " ", b: { c: "{n}", d: "甲" }, e: "x" }, "zh")).toEqual([
      "messages: zh has an empty text at a",
      "messages: b.c has {n} {total} in en, {n} in zh",
      "messages: b.d has <b> in en, none in zh",
      "messages: zh has e, which en lacks",
    ]);
    expect(messageProblems({ a: "Type '{'x'}'" }, { a: "输入" }, "zh")).toEqual([]);
  });
});
