import { expect, it } from "vitest";
import { progressDisplay } from "#/cli/progress-display.ts";

function shown(isTTY: boolean) {
  const written: string[] = [];
  let at = 0;
  const display = progressDisplay({ isTTY, write: (text) => written.push(text) }, () => at);
  const tell = (ms: number, ...report: Parameters<typeof display.progress>) => {
    at = ms;
    display.progress(...report);
  };
  return { tell, end: display.end, written };
}

it("draws one line on a terminal: how far, how fast, how long still, and leaves nothing behind", () => {
  const { tell, end, written } = shown(true);
  tell(0, "pictures read", 0, 3000);
  tell(50, "pictures read", 3, 3000);
  expect(written).toEqual([]);
  tell(1000, "pictures read", 60, 3000);
  tell(1010, "pictures read", 61, 3000);
  tell(10_000, "pictures read", 2999, 3000);
  end();
  expect(written).toEqual([
    "\r\u001b[K60 of 3,000 pictures read (2 %), 60 a second, 49 s left",
    "\r\u001b[K2,999 of 3,000 pictures read (99 %), 300 a second, 1 s left",
    "\r\u001b[K",
  ]);
});

it("writes lines elsewhere, the first after five seconds", () => {
  const { tell, end, written } = shown(false);
  tell(0, "rows", 0, null);
  tell(4000, "rows", 8, null);
  tell(5000, "rows", 10, null);
  tell(6000, "rows", 12, null);
  tell(6100, "pictures", 0, 9000);
  tell(12_100, "pictures", 6, 9000);
  end();
  expect(written).toEqual([
    "10 rows, 2.0 a second\n",
    "6 of 9,000 pictures (0 %), 1.0 a second, 2 h 30 min left\n",
  ]);
});
