import { expect, it } from "vitest";
import { FairTurns } from "#/lib/threads/fair-turns.ts";

/** Works that note when they begin and end when they are told. */
function scene(atOnce: number) {
  const turns = new FairTurns(atOnce);
  const begun: string[] = [];
  const endings = new Map<string, () => void>();
  const owners = { a: {}, b: {}, c: {} };
  const ask = (name: string, signal?: AbortSignal) =>
    turns.take(
      owners[name[0] as keyof typeof owners],
      () => {
        begun.push(name);
        return new Promise<string>((resolve) => endings.set(name, () => resolve(name)));
      },
      signal,
    );
  return { begun, ask, end: (name: string) => endings.get(name)?.() };
}

it("gives each owner its turn, however many works one of them has waiting", async () => {
  const { begun, ask, end } = scene(1);
  const asked = ["a1", "a2", "a3", "b1", "c1", "b2"].map((name) => ask(name));
  for (const [index, name] of ["a1", "b1", "c1", "a2", "b2", "a3"].entries()) {
    await expect.poll(() => begun.at(index)).toBe(name);
    end(name);
  }
  expect(await Promise.all(asked)).toEqual(["a1", "a2", "a3", "b1", "c1", "b2"]);
});

it("never begins two works of one owner, even where there is room", async () => {
  const { begun, ask, end } = scene(2);
  const [one, two, other] = [ask("a1"), ask("a2"), ask("b1")];
  await expect.poll(() => begun).toEqual(["a1", "b1"]);
  end("b1");
  await other;
  expect(begun).toEqual(["a1", "b1"]);
  end("a1");
  await one;
  await expect.poll(() => begun).toEqual(["a1", "b1", "a2"]);
  end("a2");
  await two;
});

it("goes on after a work that fails, and without one that was given up", async () => {
  const turns = new FairTurns(1);
  const owner = {};
  const failed = turns.take(owner, () => Promise.reject(new Error("no")));
  const controller = new AbortController();
  const left = turns.take(owner, () => Promise.resolve("never"), controller.signal);
  const after = turns.take(owner, () => Promise.resolve("after"));
  controller.abort(new Error("left"));
  await expect(failed).rejects.toThrow("no");
  await expect(left).rejects.toThrow("left");
  expect(await after).toBe("after");
});
