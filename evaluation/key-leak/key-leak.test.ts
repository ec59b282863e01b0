import { describe, expect, it } from "vitest";
import { ladderCell } from "#/evaluation/key-leak/ladder.ts";
import { figureBits, type Heard, ladderBits } from "#/evaluation/key-leak/leak-bits.ts";
import {
  figureOfCell,
  halfErrorCell,
  intervalOfFigure,
  scaleOf,
} from "#/evaluation/key-leak/released-figure.ts";

const share = scaleOf("accuracy");
const srcc = scaleOf("srcc");
if (!share || !srcc) throw new Error("no scale");

describe("a released figure", () => {
  it.each([50, 240, 1495, 10_073])("moves by less than half a standard error, n = %i", (n) => {
    for (let k = 0; k <= n; k++) {
      const value = k / n;
      const told = figureOfCell(halfErrorCell(value, n, share) ?? 0, n, share);
      const error = Math.sqrt((Math.max(value, 1 / n) * (1 - Math.min(value, 1 - 1 / n))) / n);
      expect(Math.abs(told - value)).toBeLessThan(0.5 * error + 1e-4);
    }
  });

  it("is the same for all values of its cell, and in its own cell", () => {
    for (const [value, scale] of [
      [0.731, share],
      [0.42, srcc],
      [-0.9, srcc],
    ] as const) {
      const cell = halfErrorCell(value, 1495, scale) ?? 0;
      expect(halfErrorCell(figureOfCell(cell, 1495, scale), 1495, scale)).toBe(cell);
    }
    const cells = Array.from({ length: 1496 }, (_, k) => halfErrorCell(k / 1495, 1495, share));
    expect(new Set(cells).size).toBe(236);
  });

  it("keeps what it can be, at both ends as well", () => {
    expect([0, 1].map((value) => figureOfCell(halfErrorCell(value, 100, share) ?? 0, 100, share))).toEqual([
      0, 1,
    ]);
    for (const value of [-1, 1])
      expect(Math.abs(figureOfCell(halfErrorCell(value, 100, srcc) ?? 0, 100, srcc))).toBe(1);
    expect(halfErrorCell(null, 100, share)).toBeNull();
    expect(halfErrorCell(0.5, 3, srcc)).toBeNull();
    const interval = intervalOfFigure(3.1, 100, { kind: "share", most: 6 });
    expect(interval?.low).toBeLessThan(3.1);
    expect(interval?.high).toBeGreaterThan(3.1);
  });

  it("is made of metrics that need the key", () => {
    const known = ["accuracy", "srcc", "krcc", "plcc", "sum", "completeness.score"];
    expect(known.map((metric) => scaleOf(metric) !== null)).toEqual(known.map(() => true));
    for (const metric of ["accuracy.judged", "argmax.srcc", "completeness.p2", "agreement", "censored"])
      expect(scaleOf(metric)).toBeNull();
  });
});

describe("the ladder", () => {
  const told = (value: number) => ({ metric: "accuracy", value, n: 400 });

  it("tells the first figure, then only what is a standard error better than the best", () => {
    expect(ladderCell(told(0.1), [])).not.toBeNull();
    const step = Math.sqrt(0.25 / 400);
    expect(ladderCell(told(0.5 + 0.7 * step), [told(0.5)])).toBeNull();
    expect(ladderCell(told(0.5 + 1.3 * step), [told(0.5)])).not.toBeNull();
    expect(ladderCell(told(0.5 + 1.3 * step), [told(0.3), told(0.6), told(0.5)])).toBeNull();
    expect(ladderCell({ ...told(0.9), value: null }, [])).toBeNull();
  });
});

describe("bits", () => {
  /** Code length of a sequence of answers after the first figure. */
  const lengthOf = (answers: readonly boolean[]) => {
    const heard: Heard = { answers: 0, figures: 0 };
    return answers.reduce((sum, isFigure) => {
      const bits = ladderBits({ ...heard }, isFigure) - (isFigure ? figureBits : 0);
      heard.answers += 1;
      if (isFigure) heard.figures += 1;
      return sum + bits;
    }, 0);
  };

  it("make a code: no two sequences of answers could be told in less", () => {
    const sequences = Array.from({ length: 2 ** 10 }, (_, index) =>
      Array.from({ length: 10 }, (_, bit) => Boolean((index >> bit) & 1)),
    );
    const kraft = sequences.reduce((sum, answers) => sum + 2 ** -lengthOf(answers), 0);
    expect(kraft).toBeCloseTo(1, 9);
  });

  it("are few where the answer is always the same", () => {
    expect(lengthOf(Array.from({ length: 600 }, () => false))).toBeLessThan(6);
    expect(ladderBits(null, true)).toBeCloseTo(3.06, 2);
  });
});
