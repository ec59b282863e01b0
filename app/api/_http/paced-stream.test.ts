import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { pacedStream } from "#/app/api/_http/paced-stream.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function source(pieces: number) {
  const told = { made: 0, left: false, ended: 0 };
  async function* make() {
    try {
      for (let n = 0; n < pieces; n++) {
        told.made += 1;
        yield Uint8Array.of(n);
      }
    } finally {
      told.left = true;
    }
  }
  return { told, stream: pacedStream(make(), () => told.ended++, 1000) };
}

it("hands on every piece, and no more than is taken", async () => {
  const { told, stream } = source(3);
  const reader = stream.getReader();
  expect(told.made).toBe(0);
  for (let n = 0; n < 3; n++) {
    await vi.advanceTimersByTimeAsync(900);
    expect((await reader.read()).value).toEqual(Uint8Array.of(n));
    expect(told.made).toBe(n + 1);
  }
  expect((await reader.read()).done).toBe(true);
  expect(told).toMatchObject({ left: true, ended: 1 });
  await vi.advanceTimersByTimeAsync(5000);
  expect(told.ended).toBe(1);
});

it.each([0, 1])("cuts off a reader who takes nothing more after %i pieces", async (taken) => {
  const { told, stream } = source(3);
  const reader = stream.getReader();
  for (let n = 0; n < taken; n++) await reader.read();
  await vi.advanceTimersByTimeAsync(1000);
  await expect(reader.read()).rejects.toThrow("took nothing");
  expect(told).toMatchObject({ ended: 1, made: taken, left: taken > 0 });
});

it("ends when the reader leaves", async () => {
  const { told, stream } = source(3);
  const reader = stream.getReader();
  await reader.read();
  await reader.cancel();
  expect(told).toMatchObject({ left: true, ended: 1 });
});

it("ends when the source fails", async () => {
  const ended = vi.fn();
  // biome-ignore lint/correctness/useYield: it fails before its first piece.
  async function* broken(): AsyncGenerator<Uint8Array> {
    throw new Error("no database");
  }
  await expect(pacedStream(broken(), ended).getReader().read()).rejects.toThrow("no database");
  expect(ended).toHaveBeenCalledOnce();
});

it("closes a file of which nothing was read", async () => {
  const file = Readable.from([Uint8Array.of(1)]);
  pacedStream(file, () => {}, 1000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(file.destroyed).toBe(true);
});
