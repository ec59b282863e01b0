import { expect, it } from "vitest";
import { ScratchBuffers } from "#/lib/scratch-buffers.ts";

const kB = 1024;

it("gives the same memory again, of the length that is asked for", () => {
  const scratch = new ScratchBuffers(1024 * kB);
  const first = scratch.borrow(100 * kB);
  expect(first).toHaveLength(100 * kB);
  scratch.release(first);
  const second = scratch.borrow(120 * kB);
  expect(second).toHaveLength(120 * kB);
  expect(second.buffer).toBe(first.buffer);
  expect(scratch.borrow(120 * kB).buffer).not.toBe(first.buffer);
});

it("keeps no more than it may, and nothing tiny or huge", () => {
  const scratch = new ScratchBuffers(300 * kB);
  const [one, two] = [scratch.borrow(200 * kB), scratch.borrow(200 * kB)];
  scratch.release(one);
  scratch.release(two);
  expect(scratch.borrow(200 * kB).buffer).toBe(one.buffer);
  expect(scratch.borrow(200 * kB).buffer).not.toBe(two.buffer);
  for (const bytes of [100, 5000 * kB]) {
    const buffer = scratch.borrow(bytes);
    expect(buffer).toHaveLength(bytes);
    scratch.release(buffer);
    expect(scratch.borrow(bytes).buffer).not.toBe(buffer.buffer);
  }
});

it("takes nothing that it did not lend", () => {
  const scratch = new ScratchBuffers(1024 * kB);
  const pooled = Buffer.from("a few bytes that share their memory with others");
  scratch.release(pooled);
  expect(scratch.borrow(10).buffer).not.toBe(pooled.buffer);
});
