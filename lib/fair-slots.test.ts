import { describe, expect, it } from "vitest";
import { FairSlots, TooManyWaiting } from "#/lib/fair-slots.ts";

/** What has begun so far, in order; each is ended by name. */
function work(slots: FairSlots) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (asker: string, name: string, signal?: AbortSignal) =>
    slots.take(asker, signal).then((end) => {
      begun.push(name);
      ends.set(name, end);
    });
  const settle = () => new Promise((done) => setImmediate(done));
  const end = (name: string) => {
    ends.get(name)?.();
    return settle();
  };
  return { begun, start, settle, end };
}

describe("FairSlots", () => {
  it("serves the askers in turns, however many wait for one of them", async () => {
    const { begun, start, settle, end } = work(new FairSlots({ atOnce: 2, ofOne: 2, waiting: 9 }));
    for (const name of ["a1", "a2", "a3", "a4", "a5"]) void start("a", name);
    void start("b", "b1");
    void start("c", "c1");
    void start("b", "b2");
    await settle();
    expect(begun).toEqual(["a1", "a2"]);
    for (const name of ["a1", "a2", "b1", "c1", "a3", "b2"]) await end(name);
    expect(begun).toEqual(["a1", "a2", "b1", "c1", "a3", "b2", "a4", "a5"]);
  });

  it("gives one asker no more than its share, and leaves the rest free", async () => {
    const { begun, start, settle, end } = work(new FairSlots({ atOnce: 3, ofOne: 1, waiting: 1 }));
    void start("a", "a1");
    void start("a", "a2");
    await expect(start("a", "a3")).rejects.toThrow(TooManyWaiting);
    void start("b", "b1");
    await settle();
    expect(begun).toEqual(["a1", "b1"]);
    await end("a1");
    await end("a1");
    expect(begun).toEqual(["a1", "b1", "a2"]);
  });

  it("forgets who left while waiting", async () => {
    const { begun, start, settle, end } = work(new FairSlots({ atOnce: 1, ofOne: 1, waiting: 2 }));
    const gone = new AbortController();
    void start("a", "a1");
    const waiting = start("b", "b1", gone.signal);
    void start("c", "c1");
    gone.abort(new Error("left"));
    await expect(waiting).rejects.toThrow("left");
    await settle();
    await end("a1");
    expect(begun).toEqual(["a1", "c1"]);
    await expect(start("b", "b2", gone.signal)).rejects.toThrow("left");
  });

  it("serves things that ask each for itself, and whoever came while another had its turn before that one's next", async () => {
    const slots = new FairSlots({ atOnce: 1, ofOne: 1, waiting: Number.POSITIVE_INFINITY });
    const askers = { a: {}, b: {}, c: {} };
    const done: string[] = [];
    const asked = ["a1", "a2", "a3", "b1", "c1", "b2"].map((name) =>
      slots.run(askers[name[0] as keyof typeof askers], async () => void done.push(name)),
    );
    await Promise.all(asked);
    expect(done).toEqual(["a1", "b1", "c1", "a2", "b2", "a3"]);
  });

  it("gives back a slot whose work failed", async () => {
    const slots = new FairSlots({ atOnce: 1, ofOne: 1, waiting: 1 });
    await expect(slots.run("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await slots.run("b", async () => "yes")).toBe("yes");
  });
});
