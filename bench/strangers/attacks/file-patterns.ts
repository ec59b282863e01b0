import { gzipSync } from "node:zlib";
import type { Attack } from "#/bench/strangers/attack.ts";

const escapedQuotes = '\\"'.repeat(500_000);
/** No JSON, because of NaN and of an escaped line end; a pattern that looks for whole strings restarts at every quote. */
const repaired = gzipSync(`{"index":0,"score":NaN,"response":"${escapedQuotes}\\\n"}`);
const jsonRows = (response: string, rows: number) =>
  gzipSync(Array.from({ length: rows }, (_, index) => JSON.stringify({ index, response })).join("\n"));
const halfMebibyte = 2 ** 19;

export const filePatterns: Attack[] = [
  {
    name: "json-repair-upload",
    kind: "patterns in files",
    what: '1 MB of \\" before an escaped line end, a kilobyte as gzip: the JSON repair',
    isQuick: true,
    prepare: (stranger) => () => stranger.repeat(2, () => stranger.upload(repaired)),
  },
  {
    name: "json-repair-dry-run",
    kind: "patterns in files",
    what: "the same, only looked at",
    prepare: (stranger) => () => stranger.repeat(2, () => stranger.upload(repaired, { isDry: true })),
  },
  {
    name: "json-repair-quality",
    kind: "patterns in files",
    what: "the same as ratings of pictures",
    prepare: (stranger) => {
      const dataset = stranger.stage.qualitySet;
      return () => stranger.repeat(2, () => stranger.upload(repaired, { dataset }));
    },
  },
  {
    name: "infinite-numbers",
    kind: "patterns in files",
    what: "1 MB of -Infinity and of -, which the repair looks at one by one",
    prepare: (stranger) => {
      const bytes = gzipSync(
        `{"index":0,"response":"A","x":[${"-Infinity,".repeat(50_000)}${"-".repeat(400_000)}NaN]}`,
      );
      return () => stranger.repeat(2, () => stranger.upload(bytes));
    },
  },
  {
    name: "arrows-upload",
    kind: "long text",
    what: "60 answers of 0.5 MB of ->, each the beginning of a stated answer",
    isQuick: true,
    prepare: (stranger) => {
      const bytes = jsonRows("->".repeat(halfMebibyte / 2), 60);
      return () => stranger.repeat(2, () => stranger.upload(bytes));
    },
  },
  {
    name: "lines-upload",
    kind: "long text",
    what: "60 answers of 250,000 lines that say a letter",
    prepare: (stranger) => {
      const bytes = jsonRows("A\n".repeat(halfMebibyte / 2), 60);
      return () => stranger.repeat(2, () => stranger.upload(bytes, { isDry: true }));
    },
  },
  {
    name: "marks-upload",
    kind: "odd text",
    what: "answers of 0.5 MB of combining marks in an order that Unicode has to sort",
    isQuick: true,
    prepare: (stranger) => {
      const bytes = jsonRows(`A${"\u0301\u0316".repeat(halfMebibyte / 4)}`, 30);
      return () => stranger.repeat(2, () => stranger.upload(bytes));
    },
  },
  {
    name: "thoughts-upload",
    kind: "long text",
    what: "60 answers of 0.5 MB of <think> that is opened and never closed, closed and never opened",
    prepare: (stranger) => {
      const text = `${"<think>".repeat(halfMebibyte / 16)}${"</think>".repeat(halfMebibyte / 16)}`;
      const bytes = jsonRows(text, 60);
      return () => stranger.repeat(2, () => stranger.upload(bytes));
    },
  },
  {
    name: "markup-upload",
    kind: "long text",
    what: "60 answers of 0.5 MB of \\boxed{, __, ``` and > at the starts of lines",
    prepare: (stranger) => {
      const bytes = jsonRows("\\boxed{\n> ```__x_".repeat(halfMebibyte / 18), 60);
      return () => stranger.repeat(2, () => stranger.upload(bytes));
    },
  },
];
