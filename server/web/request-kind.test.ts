import { expect, it } from "vitest";
import { requestKind } from "#/server/web/request-kind.ts";

const files = new Set(["/_next/static/chunks/a b.js", "/robots.txt", "/icon.svg"]);

it.each([
  ["/_next/static/chunks/a%20b.js?x", "file"],
  ["/robots.txt", "file"],
  ["/_next/static/chunks/b.js", "missing"],
  ["/_next/image?url=%2Ficon.svg&w=64&q=75", "missing"],
  ["/favicon.ico", "missing"],
  ["/xyz.png", "missing"],
  ["/api/health", "api"],
  ["/api", "api"],
  ["/api/v1/submissions", "api"],
  ["/api/v1/leaderboards/perception.csv?q=1", "board"],
  ["/api/v1/models/a", "board"],
  ["/api/../leaderboard/perception", "page"],
  ["/api/%2e%2e/leaderboard/perception", "page"],
  ["/apis", "page"],
  ["/models/a/card.png", "page"],
  ["/models/a/badge.svg?x", "page"],
  ["/", "page"],
  ["/%E0%A4%A", "unreadable"],
  ["/api/v1/models/%", "unreadable"],
  ["/models/%ED%A0%80", "unreadable"],
  ["/models/a%00b", "unreadable"],
  ["/compare?models=a%00b", "unreadable"],
  ["/compare?models=a%2500b&q=%&x=%E0%A4%A", "page"],
  ["//[", "page"],
  [`/${"a/".repeat(1_000)}`, "too-long"],
  [`/compare?models=${"a".repeat(3_000)}`, "page"],
])("is of %s: %s", (url, kind) => {
  expect(requestKind({ url, method: "GET" }, files)).toBe(kind);
});

it("leaves changes by the API to the API", () => {
  expect(requestKind({ url: "/api/v1/datasets", method: "POST" }, files)).toBe("api");
});
