import { expect, it } from "vitest";
import { keepPage } from "#/scripts/web/kept-page.ts";
import { PageCache } from "#/scripts/web/page-cache.ts";

const page = (text: string) => keepPage({}, Buffer.from(text));
const live = () => true;
const asked = (path: string) => ({ path, locale: "en" as const });

it("makes a page once for all who ask, each language apart", async () => {
  let made = 0;
  const cache = new PageCache(async ({ path, locale }) => page(`${path} ${locale} ${++made}`), 1e6, live);
  const [a, b] = await Promise.all([cache.page(asked("/a")), cache.page(asked("/a"))]);
  expect(a).toBe(b);
  expect(await cache.page(asked("/a"))).toBe(a);
  expect(await cache.page({ path: "/a", locale: "zh-CN" })).not.toBe(a);
  expect(made).toBe(2);
});

it("does not keep a page that was begun before a change", async () => {
  const begun: ((text: string) => void)[] = [];
  const cache = new PageCache(() => new Promise((done) => begun.push((text) => done(page(text)))), 1e6, live);
  const before = cache.page(asked("/a"));
  cache.forget();
  const after = cache.page(asked("/a"));
  begun[1]?.("new");
  begun[0]?.("old");
  expect((await before)?.plain.join("")).toBe("old");
  expect((await after)?.plain.join("")).toBe("new");
  expect((await cache.page(asked("/a")))?.plain.join("")).toBe("new");
  expect(begun).toHaveLength(2);
});

it("drops what was asked for least lately when its memory is full, and keeps nothing huge", async () => {
  const made: string[] = [];
  const noise = (length: number) =>
    Array.from({ length }, () => String.fromCharCode(33 + Math.random() * 90));
  const cache = new PageCache(
    async ({ path }) => {
      made.push(path);
      return page(noise(path === "/huge" ? 40_000 : 10_000).join(""));
    },
    100_000,
    live,
  );
  for (const path of ["/1", "/2", "/3", "/4", "/5", "/1", "/6", "/1", "/huge", "/huge", "/2"])
    await cache.page(asked(path));
  expect(made).toEqual(["/1", "/2", "/3", "/4", "/5", "/6", "/huge", "/huge", "/2"]);
});

it("forgets what failed and what cannot be kept", async () => {
  let tries = 0;
  const cache = new PageCache(
    async () => {
      if (++tries === 1) throw new Error("down");
      return tries === 2 ? null : page("there");
    },
    1e6,
    live,
  );
  await expect(cache.page(asked("/a"))).rejects.toThrow("down");
  expect(await cache.page(asked("/a"))).toBeNull();
  expect((await cache.page(asked("/a")))?.plain.join("")).toBe("there");
});

it("keeps nothing while changes may be missed, and still makes a page once for all who ask at a time", async () => {
  let made = 0;
  let isLive = false;
  const cache = new PageCache(
    async () => page(String(++made)),
    1e6,
    () => isLive,
  );
  const [a, b] = await Promise.all([cache.page(asked("/a")), cache.page(asked("/a"))]);
  expect(a).toBe(b);
  expect((await cache.page(asked("/a")))?.plain.join("")).toBe("2");
  isLive = true;
  expect((await cache.page(asked("/a")))?.plain.join("")).toBe("3");
  expect((await cache.page(asked("/a")))?.plain.join("")).toBe("3");
  isLive = false;
  expect((await cache.page(asked("/a")))?.plain.join("")).toBe("4");
});
