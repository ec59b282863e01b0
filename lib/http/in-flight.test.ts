import { expect, it } from "vitest";
import { InFlight } from "#/lib/http/in-flight.ts";

it("lets so many of one key be open, whatever others do, and counts each end once", () => {
  const open = new InFlight(2);
  const [first] = [open.begin("a"), open.begin("a")];
  expect(open.begin("a")).toBeNull();
  expect(open.begin("b")).not.toBeNull();
  first?.();
  first?.();
  expect(open.begin("a")).not.toBeNull();
  expect(open.begin("a")).toBeNull();
});
