import { expect, it } from "vitest";
import { cachePage } from "#/server/web/cached-page.ts";
import { PageCache } from "#/server/web/page-cache.ts";

const page = (text: string) => cachePage({ "content-type": "text/html" }, Buffer.from(text));
const live = () => true;
const asked = (path: string) => ({ path, locale: "en" as const });
const at = (network: string) => ({ network, enter: async () => () => {} });
const anna = at("198.51.100.1");
const text = async (made: Promise<{ plain: Buffer[] }>) => (await made).plain.join("");

it("makes a page once for all who ask, each language apart", async () => {
  let made = 0;
  const cache = new PageCache(async ({ path, locale }) => page(`${path} ${locale} ${++made}`), 1e6, live);
  const both = [anna, at("198.51.100.2")].map((asker) => cache.page(asked("/a"), asker));
  const [a, b] = await Promise.all(both);
  expect(a).toBe(b);
  expect(await cache.page(asked("/a"), anna)).toBe(a);
  expect(await cache.page({ path: "/a", locale: "zh-CN" }, anna)).not.toBe(a);
  expect(made).toBe(2);
});

it("does not keep a page that was begun before a change", async () => {
  const begun: ((text: string) => void)[] = [];
  const cache = new PageCache(() => new Promise((done) => begun.push((text) => done(page(text)))), 1e6, live);
  const before = cache.page(asked("/a"), anna);
  await expect.poll(() => begun).toHaveLength(1);
  cache.forget();
  const after = cache.page(asked("/a"), anna);
  await expect.poll(() => begun).toHaveLength(2);
  begun[1]?.("new");
  begun[0]?.("old");
  expect(await text(before)).toBe("old");
  expect(await text(after)).toBe("new");
  expect(await text(cache.page(asked("/a"), anna))).toBe("new");
  expect(begun).toHaveLength(2);
});

const noise = (length: number) =>
  page(Array.from({ length }, () => String.fromCharCode(33 + Math.random() * 90)).join(""));

it("drops what was asked for least lately when its memory is full, and keeps nothing huge", async () => {
  const made: string[] = [];
  const render = async ({ path }: { path: string }) => {
    made.push(path);
    return noise(path === "/huge" ? 40_000 : 10_000);
  };
  const cache = new PageCache(render, 100_000, live);
  for (const path of ["/1", "/2", "/3", "/4", "/5", "/1", "/6", "/1", "/huge", "/huge", "/2"])
    await cache.page(asked(path), anna);
  expect(made).toEqual(["/1", "/2", "/3", "/4", "/5", "/6", "/huge", "/huge", "/2"]);
});

it("lets nobody drive out alone what others read", async () => {
  const made: string[] = [];
  const render = async ({ path }: { path: string }) => {
    made.push(path);
    return noise(10_000);
  };
  const cache = new PageCache(render, 100_000, live);
  for (const network of ["198.51.100.1", "198.51.100.2"]) await cache.page(asked("/read"), at(network));
  for (let n = 0; n < 50; n++) await cache.page(asked(`/${n}`), at("203.0.113.1"));
  await cache.page(asked("/read"), at("198.51.100.3"));
  expect(made.filter((path) => path === "/read")).toHaveLength(1);
});

it("forgets what failed, and gives what is not for all to those who waited for it only", async () => {
  let tries = 0;
  const render = async () => {
    if (++tries === 1) throw new Error("down");
    return cachePage({}, Buffer.from(String(tries)), { status: 404, isForAll: tries > 2 });
  };
  const cache = new PageCache(render, 1e6, live);
  await expect(cache.page(asked("/a"), anna)).rejects.toThrow("down");
  expect(await text(cache.page(asked("/a"), anna))).toBe("2");
  expect(await text(cache.page(asked("/a"), anna))).toBe("3");
  expect(await text(cache.page(asked("/a"), anna))).toBe("3");
});

it("keeps nothing while changes may be missed, and still makes a page once for all who ask at a time", async () => {
  let made = 0;
  let isLive = false;
  const cache = new PageCache(
    async () => page(String(++made)),
    1e6,
    () => isLive,
  );
  const [a, b] = await Promise.all([cache.page(asked("/a"), anna), cache.page(asked("/a"), anna)]);
  expect(a).toBe(b);
  expect(await text(cache.page(asked("/a"), anna))).toBe("2");
  isLive = true;
  expect(await text(cache.page(asked("/a"), anna))).toBe("3");
  expect(await text(cache.page(asked("/a"), anna))).toBe("3");
  isLive = false;
  expect(await text(cache.page(asked("/a"), anna))).toBe("4");
});

it("gives a page to all who wait for it when the first of their turns comes, and refuses only whom it must", async () => {
  const turns = new Map<string, PromiseWithResolvers<() => void>>();
  const waiting = (network: string) => ({
    network,
    enter: (signal: AbortSignal) => {
      const turn = Promise.withResolvers<() => void>();
      signal.addEventListener("abort", () => turn.reject(signal.reason));
      turns.set(network, turn);
      return turn.promise;
    },
  });
  let made = 0;
  let left = 0;
  const cache = new PageCache(async () => page(String(++made)), 1e6, live);
  const [greedy, honest, other] = ["203.0.113.1", "198.51.100.1", "198.51.100.2"].map((network) =>
    cache.page(asked("/a"), waiting(network)),
  );
  turns.get("203.0.113.1")?.reject(new Error("share"));
  await expect(greedy).rejects.toThrow("share");
  turns.get("198.51.100.2")?.resolve(() => void left++);
  expect(await honest).toBe(await other);
  expect([made, left]).toEqual([1, 1]);
});
