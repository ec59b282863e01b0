import { expect, it } from "vitest";
import { type Answered, lmmsSamples, vlmevalkitWriters } from "#/test/answer-writers.ts";
import { type Outcome, useScoredByShell } from "#/test/scored-by-shell.ts";
import { table } from "#/test/six-questions.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

const shell = useScoredByShell();
const items = 200;
const options = ["High", "Low", "Medium", "None"];

/** Question, key and answer belong together whatever the order; every seventh answer is wrong. */
function answered(item: number, key: string): Answered {
  const count = 2 + (item % 3);
  const letter = (at: number) => "ABCD"[at % count] ?? "A";
  return {
    key,
    question: `How strong is "effect ${item}"${item % 5 === 0 ? ",\nif there is any" : ""}?`,
    options: options.slice(0, count),
    answer: letter(item),
    prediction: letter(item % 7 === 0 ? item + 1 : item),
  };
}

const shuffledOrder = Array.from({ length: items }, (_, at) => (at * 77 + 31) % items);
const inOrder = Array.from({ length: items }, (_, at) => at);
/** In which order a dataset's file has the questions, and what it calls them. */
const datasets: Record<string, { order: number[]; keyOf: (item: number) => string }> = {
  "from-zero": { order: inOrder, keyOf: String },
  "from-one": { order: inOrder.toReversed(), keyOf: (item) => String(item + 1) },
  gapped: { order: inOrder, keyOf: (item) => String(10 * item + (item % 3)) },
  shuffled: { order: shuffledOrder, keyOf: (item) => String((item * 13) % items) },
};

async function importDataset(slug: string): Promise<Answered[]> {
  const { order, keyOf } = datasets[slug] ?? expect.fail(slug);
  const rows = order.map((item) => answered(item, keyOf(item)));
  const cells = rows.map(({ key, question, options: [a, b, c = "", d = ""], answer }) =>
    [key, question, a, b, c, d, answer].map((cell) => `"${String(cell).replaceAll('"', '""')}"`),
  );
  await shell.load(
    slug,
    "vlmevalkit",
    table("\t", ["index", "question", "A", "B", "C", "D", "answer"], cells),
  );
  return rows;
}

function expectByKey({ refused, matched, coverage }: Outcome): void {
  expect({ refused, coverage }).toEqual({ refused: undefined, coverage: 1 });
  expect(matched).toEqual({
    by: { key: items, image: 0, position: 0 },
    confirmed: { question: expect.any(Number), input: expect.any(Number), mos: 0 },
    unconfirmed: 0,
    keys: "index",
  });
  expect((matched?.confirmed.question ?? 0) + (matched?.confirmed.input ?? 0)).toBe(items);
}

it("scores what VLMEvalKit and lmms-eval write alike, in whatever order and numbering", {
  timeout: 120_000,
}, async () => {
  const overall: (number | null | undefined)[] = [];
  for (const slug of Object.keys(datasets)) {
    const rows = await importDataset(slug);
    for (const [format, write] of Object.entries(vlmevalkitWriters)) {
      const outcome = await shell.score(`model_${slug}.${format}`, write(rows), slug);
      expectByKey(outcome);
      overall.push(outcome.overall);
    }
    // Several processes write what they have one after another, and count as Hugging Face's dataset does.
    const samples = rows.map((row, at) => ({ position: (at * 3) % items, row }));
    const ranks = [0, 1, 2].flatMap((rank) => samples.filter((_, at) => at % 3 === rank));
    const outcome = await shell.score(`samples_${slug}.jsonl`, lmmsSamples(ranks), slug);
    expectByKey(outcome);
    overall.push(outcome.overall);
  }
  expect(overall).toHaveLength(20);
  expect(new Set(overall)).toEqual(new Set([(items - 29) / items]));
});
