import { describe, expect, it } from "vitest";
import { driftRounds } from "#/evaluation/drift/ask-drift-check.ts";
import { compareDriftSamples } from "#/evaluation/drift/compare-drift-samples.ts";
import type { DriftSample } from "#/evaluation/drift/drift-sample.ts";
import { seededRandom } from "#/evaluation/statistics/resampling/random.ts";

const { start, later } = driftRounds;
const repetitions = 3;
const random = seededRandom(20_261_123);
const uniform = () => (random.nextUint32() + 0.5) / 2 ** 32;
const gauss = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());

const sample = (changes: Partial<DriftSample> = {}): DriftSample => ({
  models: { m: 16 },
  sight: { answered: 12, numbers: 12, colours: 12 },
  steady: Array(start.steady).fill("A house."),
  ratings: null,
  ...changes,
});
const parts = (before: DriftSample, now: DriftSample) =>
  compareDriftSamples(before, now).map(({ part }) => part);
const rated = (times: number, sharp: () => number, blurred = sharp): DriftSample["ratings"] => ({
  by: "P",
  sharp: Array.from({ length: times }, sharp),
  blurred: Array.from({ length: times }, blurred),
});

describe("one asking against the start", () => {
  const four = { answered: 4, numbers: 4, colours: 4 };

  it("finds nothing where everything is as it was", () => {
    expect(compareDriftSamples(sample(), sample({ sight: four, steady: ["A house."] }))).toEqual([]);
  });

  it("finds another model's name, but not one reply in a few, nor a server that gives no name", () => {
    expect(parts(sample(), sample({ models: { n: 8 } }))).toEqual(["model"]);
    expect(parts(sample(), sample({ models: { m: 4, n: 4 } }))).toEqual([]);
    expect(parts(sample({ models: {} }), sample({ models: { n: 8 } }))).toEqual([]);
    expect(parts(sample(), sample({ models: {} }))).toEqual([]);
    expect(parts(sample({ models: { __proto__x: 16 } }), sample({ models: { constructor: 8 } }))).toEqual([
      "model",
    ]);
  });

  it("finds pictures that are no longer seen, where they had been seen for certain", () => {
    const blind = sample({ sight: { answered: 4, numbers: 0, colours: 1 } });
    expect(parts(sample(), blind)).toEqual(["sight"]);
    expect(parts(sample(), sample({ sight: { answered: 4, numbers: 1, colours: 0 } }))).toEqual([]);
    expect(parts(sample({ sight: { answered: 12, numbers: 10, colours: 11 } }), blind)).toEqual([]);
    expect(parts(sample({ sight: { answered: 12, numbers: 0, colours: 12 } }), blind)).toEqual(["sight"]);
    expect(parts(sample(), sample({ sight: { answered: 2, numbers: 0, colours: 0 } }))).toEqual([]);
  });

  it("finds answers that no longer are the one of the start, and says whether they vary", () => {
    const words = (steady: string[]) => compareDriftSamples(sample(), sample({ steady }))[0]?.words;
    expect(words(["B", "B", "B", "B"])).toMatch(/another answer than at the start, 4 times of 4/);
    expect(words(["B", "C", "D", "B"])).toMatch(/3 different answers in 4 times/);
    expect(words(["B", "C", "A house.", "B"])).toBeUndefined();
    const varying = sample({ steady: [...Array(7).fill("A house."), "A hut."] });
    expect(parts(varying, sample({ steady: ["B", "B", "B", "B"] }))).toEqual([]);
  });

  it("finds ratings beyond the spread of the start, and pictures that no longer matter to them", () => {
    const before = sample({
      ratings: rated(
        start.ratings,
        () => 3,
        () => -2,
      ),
    });
    const now = (sharp: number, blurred: number) =>
      compareDriftSamples(
        before,
        sample({
          ratings: rated(
            later.ratings,
            () => sharp,
            () => blurred,
          ),
        }),
      );
    expect(now(3.45, -2.45)).toEqual([]);
    expect(now(3.6, -2)[0]?.words).toMatch(/moved by 0\.60 nats; 0\.50 are within/);
    expect(now(0.5, 0.5)[0]?.words).toMatch(/no longer differ: 0\.00 nats apart, at the start 5\.00/);
    const otherwise = sample({ ratings: { by: "F", sharp: [9, 9], blurred: [9, 9] } });
    expect(compareDriftSamples(before, otherwise)).toEqual([]);
  });
});

describe("an endpoint that is noisy from the first and does not change", { timeout: 60_000 }, () => {
  const runs = 10_000;
  const driftChecks = 10;

  /** How many of the simulated runs would be paused: the same part three times running, at any of their drift checks. */
  function paused(ask: (times: (typeof driftRounds)["start" | "later"]) => DriftSample): number {
    let count = 0;
    for (let run = 0; run < runs; run += 1) {
      const before = ask(start);
      const changes = () =>
        Array.from({ length: repetitions }, () => compareDriftSamples(before, ask(later)).length > 0);
      if (Array.from({ length: driftChecks }, changes).some((found) => found.every(Boolean))) count += 1;
    }
    return count;
  }

  it.each([0.3, 1, 4])("rates with a standard deviation of %d nats: at most 1 run of 10,000", (sigma) => {
    const noisy = () => sigma * gauss();
    const stops = paused((times) => sample({ ratings: rated(times.ratings, noisy), steady: [] }));
    expect(stops).toBeLessThanOrEqual(runs / 10_000);
  });

  it.each([0.35, 0.5, 0.7, 0.9])(
    "says its usual sentence with probability %d: at most 1 of 5,000",
    (usual) => {
      const say = () => (uniform() < usual ? "usual" : `other ${random.nextUint32()}`);
      const stops = paused((times) => sample({ steady: Array.from({ length: times.steady }, say) }));
      expect(stops).toBeLessThanOrEqual(runs / 5_000);
    },
  );

  it.each([0.4, 0.6, 0.8])("names a picture with probability %d: at most 1 of 1,000", (share) => {
    const count = (of: number) => Array.from({ length: of }, uniform).filter((draw) => draw < share).length;
    const stops = paused((times) => {
      const answered = 4 * times.scenes;
      return sample({ sight: { answered, numbers: count(answered), colours: count(answered) }, steady: [] });
    });
    expect(stops).toBeLessThanOrEqual(runs / 1_000);
  });
});
