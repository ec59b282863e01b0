import { expect, it } from "vitest";
import { FairQueue, type Leave } from "#/scripts/web/fair-queue.ts";

const never = new AbortController().signal;

async function order(queue: FairQueue, keys: string[]): Promise<string[]> {
  const begun: string[] = [];
  const first = await queue.enter("first", never);
  const waiting = keys.map((key) =>
    queue.enter(key, never).then((leave: Leave) => {
      begun.push(key);
      leave();
    }),
  );
  first();
  await Promise.all(waiting);
  return begun;
}

it("takes from each key in turn, however long the line of one", async () => {
  expect(await order(new FairQueue(1, 100), ["a", "a", "a", "a", "b", "c", "b"])).toEqual([..."abcabaa"]);
});

it("lets so many in at once, and the next when one leaves, once", async () => {
  const queue = new FairQueue(2, 100);
  const leaves = await Promise.all([queue.enter("a", never), queue.enter("a", never)]);
  let begun = 0;
  const third = queue.enter("b", never).then(() => begun++);
  const fourth = queue.enter("c", never).then(() => begun++);
  leaves[0]();
  leaves[0]();
  await third;
  expect(begun).toBe(1);
  leaves[1]();
  await fourth;
});

it("forgets who does not wait any more, and knows when it is full", async () => {
  const queue = new FairQueue(1, 2);
  const leave = await queue.enter("a", never);
  const gone = new AbortController();
  const waits = queue.enter("a", gone.signal);
  const next = queue.enter("b", never);
  expect(queue.isFull).toBe(true);
  gone.abort(new Error("gone"));
  await expect(waits).rejects.toThrow("gone");
  await expect(queue.enter("a", gone.signal)).rejects.toThrow("gone");
  expect(queue.isFull).toBe(false);
  leave();
  await next;
});
