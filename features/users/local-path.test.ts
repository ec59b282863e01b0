import { expect, it } from "vitest";
import { localPath } from "#/features/users/local-path.ts";

it.each([
  ["/submit?dataset=koniq-10k#key", "/submit?dataset=koniq-10k#key"],
  ["//evil.example/x", "/submissions"],
  ["/\\evil.example", "/submissions"],
  ["/\t/evil.example", "/submissions"],
  ["https://evil.example", "/submissions"],
  [["/a", "/b"], "/submissions"],
  [undefined, "/submissions"],
])("%j leads to %s", (path, expected) => {
  expect(localPath(path)).toBe(expected);
});
