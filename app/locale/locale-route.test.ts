import { expect, it } from "vitest";
import { POST } from "#/app/locale/route.ts";

function choose(locale: string, referer?: string): Promise<Response> {
  const headers = new Headers({ "content-type": "application/x-www-form-urlencoded" });
  if (referer !== undefined) headers.set("referer", referer);
  return POST(
    new Request("http://board.example/locale", { method: "POST", headers, body: `locale=${locale}` }),
  );
}

it("keeps a language of ours and leads back to the page", async () => {
  const answer = await choose("zh-CN", "http://board.example/datasets?q=a#b");
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/datasets?q=a"]);
  expect(answer.headers.get("set-cookie")).toMatch(/^locale=zh-CN; Path=\/;/);
  expect((await choose("xx")).headers.get("set-cookie")).toBeNull();
});

it.each([
  ["http://evil.example", "/"],
  ["http://evil.example/datasets", "/datasets"],
  ["http://board.example//evil.example", "/"],
  ["http://board.example/.//evil.example", "/"],
  ["http://board.example/\\evil.example", "/"],
  ["http://board.example/%2e//evil.example", "/"],
  ["http://board.example/%2f/evil.example", "/"],
  ["http://board.example/%5cevil.example", "/"],
  ["javascript://board.example/%0aalert(1)", "/"],
  ["data:text/html,x", "/"],
  ["//evil.example", "/"],
  ["nonsense", "/"],
])("from %s it leads to %s", async (referer, path) => {
  expect((await choose("en", referer)).headers.get("location")).toBe(path);
});

it("reads no more of a form than a language needs", async () => {
  const answer = await choose(`en&rest=${"x".repeat(2000)}`);
  expect(answer.status).toBe(303);
  expect(answer.headers.get("set-cookie")).toBeNull();
});
