import { expect, it } from "vitest";
import { longTableRoom } from "#/features/leaderboards/components/long-table/long-table-room.ts";

it("lets the page hold the boards of the three tasks on the screens they fit", () => {
  expect(longTableRoom(4, false)).toBe(64);
  expect(longTableRoom(8, false)).toBe(80);
  expect(longTableRoom(13, false)).toBe(89);
  expect(longTableRoom(16, false)).toBe(89);
  expect(longTableRoom(16, true)).toBe(89);
});

it("gives a table wider than any page a frame of its own", () => {
  expect(longTableRoom(10, false)).toBe(96);
  expect(longTableRoom(15, false)).toBe(96);
  expect(longTableRoom(17, false)).toBeUndefined();
  expect(longTableRoom(17, true)).toBeUndefined();
  expect(longTableRoom(24, true)).toBeUndefined();
});
