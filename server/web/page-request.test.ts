import { expect, it } from "vitest";
import { pageRequest } from "#/server/web/page-request.ts";

const ask = (url: string, headers: Record<string, string> = {}, method = "GET") =>
  pageRequest({ method, url, headers });

it("knows the leaderboards with their whole query, in the visitor's language", () => {
  expect(ask("/leaderboard/perception")).toEqual({ path: "/leaderboard/perception", locale: "en" });
  expect(ask("/leaderboard/assessment?sort=-spaq.srcc&q=a", { cookie: "x=1; locale=zh-CN" })).toEqual({
    path: "/leaderboard/assessment?sort=-spaq.srcc&q=a",
    locale: "zh-CN",
  });
  expect(ask("/leaderboard/description", { "accept-language": "zh" }, "HEAD")?.locale).toBe("zh-CN");
});

it.each([
  ["nothing that it does not read", "?utm_source=x&_=17&a[]=1&q="],
  ["no default", "?kind=all&density=&mean=0&cols=&pin=,"],
  ["no kind, density or empty day that there is not", "?kind=zebra&density=wide&asof="],
])("makes %s another page", (_, query) => {
  expect(ask(`/leaderboard/perception${query}`)?.path).toBe("/leaderboard/perception");
});

it("has one address for what is said in several ways", () => {
  const said = ["?q=%20a%20&view=cells&x", "?view=cells&q=a", "?q=b&view=cells&q=a&kind=all"];
  expect(new Set(said.map((query) => ask(`/leaderboard/perception${query}`)?.path))).toEqual(
    new Set(["/leaderboard/perception?view=cells&q=a"]),
  );
});

it("knows the pictures of links and badges, which have no language", () => {
  const chinese = { "accept-language": "zh" };
  const paths = [
    "/models/a-1/card.png?x=1",
    "/leaderboard/assessment/card.png",
    "/models/a/badge.svg?x&dataset=d",
  ];
  expect(paths.map((path) => ask(path, chinese))).toEqual(
    ["/models/a-1/card.png", "/leaderboard/assessment/card.png", "/models/a/badge.svg?dataset=d"].map(
      (path) => ({
        path,
        locale: "en",
      }),
    ),
  );
});

it("takes no language from a cookie that names none", () => {
  expect(ask("/leaderboard/perception", { cookie: "locale=../x; locale2=zh-CN" })?.locale).toBe("en");
});

it.each([
  ["/"],
  ["/leaderboard/perception/x"],
  ["/leaderboard/perception#x"],
  ["//evil.example/leaderboard/perception"],
  ["http://evil.example/leaderboard/perception"],
  [`/leaderboard/perception?cols=${"x,".repeat(500)}${"y".repeat(990)}`],
  ["/leaderboard/perception?asof=yesterday"],
])("leaves %s to the app", (url) => {
  expect(ask(url)).toBeNull();
});

it.each<[string, Record<string, string>]>([
  ["a token", { authorization: "Bearer x" }],
  ["the data of a page that is open", { rsc: "1" }],
  ["an action", { "next-action": "x" }],
])("leaves %s to the app", (_, headers) => {
  expect(ask("/leaderboard/perception", headers)).toBeNull();
});

it("leaves what is sent to the app", () => {
  expect(ask("/leaderboard/perception", {}, "POST")).toBeNull();
});
