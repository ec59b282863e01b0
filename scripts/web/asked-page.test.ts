import { expect, it } from "vitest";
import { askedPage } from "#/scripts/web/asked-page.ts";

const ask = (url: string, headers: Record<string, string> = {}, method = "GET") =>
  askedPage({ method, url, headers });

it("knows the leaderboards with their whole query, in the visitor's language", () => {
  expect(ask("/leaderboard/perception")).toEqual({ path: "/leaderboard/perception", locale: "en" });
  expect(ask("/leaderboard/assessment?sort=-spaq.srcc&q=a", { cookie: "x=1; locale=zh-CN" })).toEqual({
    path: "/leaderboard/assessment?sort=-spaq.srcc&q=a",
    locale: "zh-CN",
  });
  expect(ask("/leaderboard/description", { "accept-language": "zh" }, "HEAD")?.locale).toBe("zh-CN");
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
  [`/leaderboard/perception?q=${"x".repeat(500)}`],
])("leaves %s to the app", (url) => {
  expect(ask(url)).toBeNull();
});

it.each<[string, Record<string, string>]>([
  ["a session", { cookie: "locale=en; next-auth.session-token=x" }],
  ["a secure session in parts", { cookie: "__Secure-next-auth.session-token.0=x" }],
  ["a token", { authorization: "Bearer x" }],
  ["the data of a page that is open", { rsc: "1" }],
  ["an action", { "next-action": "x" }],
])("leaves %s to the app", (_, headers) => {
  expect(ask("/leaderboard/perception", headers)).toBeNull();
});

it("leaves what is sent to the app", () => {
  expect(ask("/leaderboard/perception", {}, "POST")).toBeNull();
});
