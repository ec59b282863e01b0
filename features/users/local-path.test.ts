import { describe, expect, it } from "vitest";
import { localPath } from "#/features/users/local-path.ts";

const site = "https://board.example:8443";

it.each([
  "/",
  "/submit?dataset=koniq-10k#key",
  "/datasets/spaq/items/a%2Fb.png",
  "/compare?models=a,b&back=//evil.example",
  "/leaderboard/perception?q=%5C%5Cx",
])("%j is a path of this site", (path) => {
  expect(localPath(path)).toBe(path);
  expect(localPath(path, "/else", site)).toBe(path);
  expect(localPath(site + path, "/else", site)).toBe(path);
});

it("takes dots away before it looks", () => {
  expect(localPath("/a/../submit")).toBe("/submit");
  expect(localPath("/a/%2e%2E/submit")).toBe("/submit");
  expect(localPath("/模型")).toBe("/%E6%A8%A1%E5%9E%8B");
});

const elsewhere = [
  "//evil.example/x",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\\/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "/\r\n/evil.example",
  "/.//evil.example",
  "/./\\evil.example",
  "/..//evil.example",
  "/a/..//evil.example",
  "/%2e//evil.example",
  "/%2E%2e//evil.example",
  "/.%09//evil.example",
  "/%252e//evil.example",
  "/%2f/evil.example",
  "/%2F%2fevil.example",
  "/%5cevil.example",
  "/%5C%5Cevil.example",
  "/%255cevil.example",
  "/%25252fevil.example",
  "/%09/evil.example",
  "/./%2fevil.example",
  "https://evil.example",
  "https:evil.example",
  "https:/evil.example",
  "HTTPS:\\\\evil.example",
  "http://local.invalid@evil.example/",
  "https://board.example:8443@evil.example/",
  "https://board.example:8443.evil.example/",
  "https://user:word@board.example:8443/submit",
  "https://board.example:8443//evil.example",
  "https://board.example:8443/.//evil.example",
  "https://board.example:8443\\@evil.example",
  "http://board.example:8443/submit",
  "https://board.example/submit",
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "blob:https://board.example:8443/x",
  "ftp://board.example:8443/",
  "evil.example",
  "@evil.example",
  "?from=x",
  "#x",
  "",
  `/${"a".repeat(2000)}`,
  ["/a", "/b"],
  { toString: () => "/a" },
  null,
  undefined,
];

describe.each([undefined, site])("with the site %s", (own) => {
  it.each(elsewhere)("%j leads to the fallback", (path) => {
    expect(localPath(path, "/submissions", own)).toBe("/submissions");
  });
});

it("never leads off this site, whatever is put before the host", () => {
  const parts = ["/", "\\", ".", "..", "%2e", "%2f", "%5c", "\t", "\n", ":", "@", "%00", "a", "?", "#", ";"];
  for (const first of parts)
    for (const second of parts)
      for (const third of parts) {
        const path = `/${first}${second}${third}evil.example`;
        const found = localPath(path, "/", site);
        // What browsers do with a Location, once as it is and once after a server decoded it.
        expect(new URL(found, site).origin, path).toBe(site);
        expect(new URL(found.replace(/%(?:2f|5c|2e)/gi, decodeURIComponent), site).origin, path).toBe(site);
      }
});
