import { describe, expect, it } from "vitest";
import { type LadderFigure, ladderCell } from "#/evaluation/key-leak/ladder.ts";
import { figureBits, type Heard, ladderBits } from "#/evaluation/key-leak/leak-bits.ts";
import { figureOfCell, halfErrorCell, scaleOf } from "#/evaluation/key-leak/released-figure.ts";
import { pearson } from "#/evaluation/statistics/pearson.ts";
import { seededRandom } from "#/evaluation/statistics/resampling/random.ts";
import { spearman } from "#/evaluation/statistics/spearman.ts";

const [share, correlation] = [scaleOf("accuracy"), scaleOf("srcc")];
if (!share || !correlation) throw new Error("no scale");
const pauseShare = 0.1;
const scoringsADay = 20;

function randomGenerator(seed: number): () => number {
  const random = seededRandom(seed);
  return () => random.nextUint32() / 2 ** 32;
}

/** One account before publication: what it is told, and what the meter takes that for. */
class Account {
  readonly figures: LadderFigure[] = [];
  heard: Heard | null = null;

  tell(figure: LadderFigure): { value: number | null; bits: number } {
    const cell = ladderCell(figure, this.figures);
    const bits = ladderBits(this.heard, cell !== null);
    if (this.heard) {
      this.heard.answers += 1;
      if (cell !== null) this.heard.figures += 1;
    } else this.heard = { answers: 0, figures: 0 };
    const scale = scaleOf(figure.metric);
    if (cell === null || scale === null) return { value: null, bits };
    const value = figureOfCell(cell, figure.n, scale);
    this.figures.push({ ...figure, value });
    return { value, bits };
  }
}

type Attack = { counted: number; isPaused: boolean; tried: number };

/** Every account asks as often as it may for 30 days, or until the board pauses; `next` makes the figure of one scoring. */
function attack(
  accounts: number,
  keyBits: number,
  next: (account: number) => { figure: LadderFigure; hear: (value: number | null) => void },
): Attack {
  const all = Array.from({ length: accounts }, () => new Account());
  let counted = 0;
  let tried = 0;
  for (let scoring = 0; scoring < 30 * scoringsADay; scoring++)
    for (const [index, account] of all.entries()) {
      if (counted >= pauseShare * keyBits) return { counted, isPaused: true, tried };
      const { figure, hear } = next(index);
      const { value, bits } = account.tell(figure);
      counted += bits;
      tried += 1;
      hear(value);
    }
  return { counted, isPaused: counted >= pauseShare * keyBits, tried };
}

/** Entropy of the shares, in bits. */
const entropy = (shares: readonly number[]) =>
  shares.reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0);

describe("twenty admitted accounts in thirty days", () => {
  it.each([240, 1495])("learn no more of a key of %i questions than the meter says, and are paused", (n) => {
    const random = randomGenerator(n);
    const options = 3;
    const draw = () => Math.floor(random() * options);
    const key = Array.from({ length: n }, draw);
    const score = (answers: readonly number[]) => answers.filter((answer, i) => answer === key[i]).length / n;
    /** What speaks for each option of each item, over all that any account was told. */
    const votes = key.map(() => new Array<number>(options).fill(0));
    const best: { answers: number[]; value: number | null }[] = Array.from({ length: 20 }, () => ({
      answers: [],
      value: null,
    }));
    const done = attack(20, n * Math.log2(options), (index) => {
      const own = best[index] ?? { answers: [], value: null };
      // Climbs: a quarter of the best answers is drawn again.
      const answers = key.map((_, i) =>
        own.value !== null && random() > 0.25 ? (own.answers[i] ?? 0) : draw(),
      );
      const figure = { metric: "accuracy", value: score(answers), n };
      return {
        figure,
        hear: (value) => {
          const known = value ?? (own.value ?? 0) - 0.02;
          const weight = known - 1 / options;
          for (const [i, answer] of answers.entries())
            (votes[i] ?? [])[answer] = (votes[i]?.[answer] ?? 0) + weight;
          if (value !== null) Object.assign(own, { answers, value });
        },
      };
    });
    const guess = votes.map((of) => of.indexOf(Math.max(...of)));
    const right = Math.max(
      score(guess),
      ...best.map(({ answers }) => (answers.length > 0 ? score(answers) : 0)),
    );
    const wrong = (1 - right) / (options - 1);
    const learned = n * (Math.log2(options) - entropy([right, wrong, wrong]));
    expect(done.isPaused).toBe(true);
    expect(learned).toBeLessThan(done.counted);
    expect(done.counted).toBeLessThan(0.12 * n * Math.log2(options) + 20);
  });

  it("learn no more of 240 MOS than the meter says, and are paused", () => {
    const n = 240;
    const random = randomGenerator(7);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const key = Array.from({ length: n }, normal);
    const sum = new Array<number>(n).fill(0);
    const done = attack(20, n * figureBits, () => {
      // Vectors of a random sign each, of which the told correlations are added up.
      const answers = key.map(() => (random() < 0.5 ? -1 : 1) + 1e-6 * normal());
      return {
        figure: { metric: "srcc", value: spearman(answers, key), n },
        hear: (value) => {
          for (const [i, answer] of answers.entries()) sum[i] = (sum[i] ?? 0) + (value ?? 0) * answer;
        },
      };
    });
    const r = pearson(sum, key) ?? 0;
    const learned = (-n / 2) * Math.log2(1 - r ** 2);
    expect(done.isPaused).toBe(true);
    expect(learned).toBeLessThan(done.counted);
  });
});

describe("the bound", () => {
  it.each([
    [240, 2],
    [1495, 3],
    [1495, 4],
  ])("is at least the entropy of a first figure, and at most twice: n = %i, %i options", (n, options) => {
    const random = randomGenerator(n + options);
    const draws = 4000;
    const counts = new Map<number, number>();
    for (let draw = 0; draw < draws; draw++) {
      let right = 0;
      for (let i = 0; i < n; i++) if (random() * options < 1) right += 1;
      const cell = halfErrorCell(right / n, n, share) ?? 0;
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
    const found = entropy([...counts.values()].map((count) => count / draws));
    expect(figureBits).toBeGreaterThan(found);
    expect(figureBits).toBeLessThan(2 * found);
  });

  it("is at least the entropy of what an account is told in a month, and at most twice", () => {
    // Answers drawn again each time: what is told depends on the best so far alone, so its entropy is summed over the states.
    const [n, runs] = [1495, 300];
    const random = randomGenerator(11);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const step = 1 / (4 * Math.sqrt(n));
    const angle = Math.asin(Math.sqrt(1 / 3));
    const figureAt = () => ({ metric: "accuracy", value: Math.sin(angle + 2 * step * normal()) ** 2, n });
    const seen = new Map<string, Map<string, number>>();
    let metered = 0;
    for (let run = 0; run < runs; run++) {
      const account = new Account();
      for (let scoring = 0; scoring < 60; scoring++) {
        const state = String(account.figures.at(-1)?.value);
        const { value, bits } = account.tell(figureAt());
        metered += bits / runs;
        const symbols = seen.get(state) ?? new Map<string, number>();
        seen.set(state, symbols.set(String(value), (symbols.get(String(value)) ?? 0) + 1));
      }
    }
    const found = [...seen.values()].reduce((sum, symbols) => {
      const counts = [...symbols.values()];
      const all = counts.reduce((a, b) => a + b, 0);
      return sum + (all / runs) * entropy(counts.map((count) => count / all));
    }, 0);
    expect(metered).toBeGreaterThan(found);
    expect(metered).toBeLessThan(2 * found);
  });
});

it("forty accounts with one figure each on 1,495 questions do not reach the pause", () => {
  const told = 40 * ladderBits(null, true);
  expect(told).toBeLessThan(pauseShare * 1495);
});

it("publishing all slices of the dev set counts for no less than their joint entropy, and at most twice", () => {
  // Accuracies of slices that share items are correlated; each has a standard error of two cells, and rounding adds 1/12.
  const [types, concerns] = [
    [550, 452, 493],
    [514, 432, 304, 245],
  ];
  const n = 1495;
  const shares = (a: number, b: number) => Math.sqrt((a * b) / n ** 2);
  const slices = [
    ...(types ?? []).map((size) => ({ size, of: 0 })),
    ...(concerns ?? []).map((size) => ({ size, of: 1 })),
  ];
  const all = [...slices, { size: n, of: 2 }];
  const matrix = all.map((a, i) =>
    all.map((b, j) => {
      if (i === j) return 4 + 1 / 12;
      if (a.of === 2 || b.of === 2) return 4 * Math.sqrt(Math.min(a.size, b.size) / n);
      return a.of === b.of ? 0 : 4 * shares(a.size, b.size);
    }),
  );
  const joint = 0.5 * (all.length * Math.log2(2 * Math.PI * Math.E) + Math.log2(determinant(matrix)));
  const metered = all.length * figureBits;
  expect(metered).toBeGreaterThan(joint);
  expect(metered).toBeLessThan(2 * joint);
});

function determinant(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row]);
  let product = 1;
  for (const [k, pivot] of rows.entries()) {
    const head = pivot[k] ?? 0;
    product *= head;
    for (const row of rows.slice(k + 1)) {
      const factor = (row[k] ?? 0) / head;
      for (let j = k; j < row.length; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
    }
  }
  return product;
}
