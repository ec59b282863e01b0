import { expect, it } from "vitest";
import { centreOf, scrollTo, stepZoom } from "#/features/images/zoom.ts";

it("steps through whole enlargements and stops at both ends", () => {
  expect([stepZoom("fit", 1), stepZoom(1, 1), stepZoom(4, 1), stepZoom(16, 1)]).toEqual([1, 2, 8, 16]);
  expect([stepZoom(2, -1), stepZoom(1, -1), stepZoom("fit", -1)]).toEqual([1, "fit", "fit"]);
});

it("keeps the same point of two pictures of different size in the middle", () => {
  const size = { clientWidth: 100, clientHeight: 100 };
  const small = { ...size, scrollLeft: 50, scrollTop: 0, scrollWidth: 400, scrollHeight: 200 };
  const centre = centreOf(small);
  expect(centre).toEqual({ x: 0.25, y: 0.25 });
  expect(scrollTo(centre, { ...small, scrollWidth: 800, scrollHeight: 400 })).toEqual({ left: 150, top: 50 });
  expect(scrollTo(centre, small)).toEqual({ left: 50, top: 0 });
  expect(scrollTo({ x: 1, y: 0 }, small)).toEqual({ left: 300, top: 0 });
});
