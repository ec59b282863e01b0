import { expect, it } from "vitest";
import { boardRoom } from "#/features/leaderboards/components/long-table/long-table-room.ts";

it("lets the page hold the boards of the three tasks on the screens they fit", () => {
  expect(boardRoom(4, false)).toBe(64);
  expect(boardRoom(8, false)).toBe(80);
  expect(boardRoom(13, false)).toBe(89);
  expect(boardRoom(16, false)).toBe(89);
  expect(boardRoom(16, true)).toBe(89);
});

it("gives a table wider than any page a frame of its own", () => {
  expect(boardRoom(10, false)).toBe(96);
  expect(boardRoom(15, false)).toBe(96);
  expect(boardRoom(17, false)).toBeUndefined();
  expect(boardRoom(17, true)).toBeUndefined();
  expect(boardRoom(24, true)).toBeUndefined();
});
