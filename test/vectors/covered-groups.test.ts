import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedData } from "#/test/shared-data.ts";
import { coveredGroups } from "#/test/vectors/covered-groups.ts";
import { vectorGroups, vectorsOf } from "#/test/vectors/vectors-of.ts";

describe.runIf(sharedData)("the attack vectors", () => {
  it("have a test for every group, and no test for a group that is gone", () => {
    expect(vectorGroups().sort()).toEqual(Object.keys(coveredGroups).sort());
  });

  it.each(Object.entries(coveredGroups))("%s is read by its tests", (group, files) => {
    expect(vectorsOf(group).length).toBeGreaterThan(0);
    for (const file of files) {
      const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
      expect(text, file).toMatch(/vectors\.json|vectorsOf/);
    }
  });
});
