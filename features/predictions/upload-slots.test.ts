import { expect, it } from "vitest";
import { type UploadSlot, UploadSlots } from "#/features/predictions/upload-slots.ts";

/** Slots, and uploads that stay until they are told to end or their slot is taken from them. */
function scene(limits: { ofAccount: number; ofProcess: number; patienceMs: number }) {
  const slots = new UploadSlots(limits);
  const begin = (account: string) => {
    let slot: UploadSlot | undefined;
    const done = Promise.withResolvers<string>();
    const result = slots.use(account, async (given) => {
      slot = given;
      given.signal.addEventListener("abort", () => done.reject(given.signal.reason));
      return done.promise;
    });
    result.catch(() => {});
    return { slot: slot as unknown as UploadSlot, result, end: () => done.resolve("done") };
  };
  return { slots, begin };
}

it("lets an account have its share and no more, and gives its place back", async () => {
  const { begin } = scene({ ofAccount: 2, ofProcess: 10, patienceMs: 0 });
  const [first] = [begin("a"), begin("a")];
  await expect(begin("a").result).rejects.toMatchObject({ code: "rate-limited", retryAfterSeconds: 10 });
  first?.end();
  expect(await first?.result).toBe("done");
  const third = begin("a");
  third.end();
  expect(await third.result).toBe("done");
});

it("takes the place of the slowest that still drips in, where all are taken", async () => {
  const { begin } = scene({ ofAccount: 2, ofProcess: 3, patienceMs: 0 });
  const [quick, drip, there] = [begin("a"), begin("b"), begin("c")];
  quick.slot.bytes = 5e6;
  drip.slot.bytes = 10;
  there.slot.step = "waiting";
  const newcomer = begin("d");
  await expect(drip.result).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/too slowly/),
    retryAfterSeconds: 30,
  });
  for (const { end } of [quick, there, newcomer]) end();
  expect(await Promise.all([quick.result, there.result, newcomer.result])).toEqual(["done", "done", "done"]);
});

it("takes a further file's place from whoever has several, never one that is scored", async () => {
  const { begin } = scene({ ofAccount: 3, ofProcess: 4, patienceMs: 60_000 });
  const [scored, waiting, other] = [begin("a"), begin("a"), begin("b"), begin("c")] as const;
  scored.slot.step = "scoring";
  waiting.slot.step = "waiting";
  const newcomer = begin("d");
  await expect(waiting.result).rejects.toMatchObject({
    message: expect.stringMatching(/another of your files/),
  });
  // Each has one now: nobody gives way.
  await expect(begin("e").result).rejects.toMatchObject({ code: "unavailable", retryAfterSeconds: 30 });
  for (const upload of [scored, other, newcomer]) upload.end();
  expect(await scored.result).toBe("done");
});
