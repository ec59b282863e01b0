import { gzipSync } from "node:zlib";
import type { Attack } from "#/bench/strangers/attack.ts";

const sends =
  (build: () => string): Attack["prepare"] =>
  (stranger) => {
    const bytes = gzipSync(build());
    return () => stranger.repeat(2, () => stranger.upload(bytes));
  };

export const tables: Attack[] = [
  {
    name: "csv-wide",
    kind: "table file",
    what: "CSV of 200,000 columns, in a header of 1 MB and rows of as many commas",
    isQuick: true,
    prepare: sends(() => {
      const names = Array.from({ length: 150_000 }, (_, n) => n.toString(36)).join(",");
      const row = ",".repeat(150_000);
      return `index,prediction,${names}\n${Array.from({ length: 120 }, (_, n) => `${n},A${row}`).join("\n")}`;
    }),
  },
  {
    name: "csv-open-quote",
    kind: "table file",
    what: "a quote that is opened in the header and never closed, 100 MB",
    prepare: sends(() => `index,"prediction\n${"0,A\n".repeat(25_000_000)}`),
  },
  {
    name: "csv-quotes",
    kind: "table file",
    what: "cells of nothing but doubled quotes",
    prepare: sends(() => `index,prediction\n${`0,"${'""'.repeat(400_000)}"\n`.repeat(60)}`),
  },
  {
    name: "csv-empty-lines",
    kind: "table file",
    what: "120 million empty lines",
    prepare: (stranger) => {
      const part = gzipSync("\n".repeat(30_000_000), { level: 9 });
      const bytes = Buffer.concat([gzipSync("index,prediction\n0,A\n"), part, part, part, part]);
      return () => stranger.repeat(2, () => stranger.upload(bytes));
    },
  },
  {
    name: "csv-repeated-rows",
    kind: "table file",
    what: "199,000 rows about one item, no two alike",
    prepare: sends(
      () => `index,prediction\n${Array.from({ length: 199_000 }, (_, n) => `0,A${n}`).join("\n")}`,
    ),
  },
];

export const jsonFiles: Attack[] = [
  {
    name: "json-deep-file",
    kind: "JSON file",
    what: "a row of 500,000 nested lists, and one whose answer is so deep",
    isQuick: true,
    prepare: sends(() => {
      const deep = `${"[".repeat(500_000)}${"]".repeat(500_000)}`;
      return `{"index":0,"response":${deep}}\n{"index":1,"doc":${deep},"response":"A"}`;
    }),
  },
  {
    name: "json-deep-body",
    kind: "JSON file",
    what: "a submission whose JSON is 30,000 deep, in each of its fields",
    prepare: (stranger) => {
      const deep = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
      const endpoint = `{"protocol":"openai","baseUrl":"http://127.0.0.1:9/v1","model":"m"`;
      const bodies = [
        `{"model":{"name":${deep}},"endpoint":{},"datasets":[]}`,
        `{"model":{"name":"x"},"endpoint":${endpoint},"extraBody":{"a":${deep}}},"datasets":["${stranger.stage.fileSet}"]}`,
        deep,
      ];
      return () =>
        stranger.repeat(4, (turn) => stranger.json("/api/v1/submissions", bodies[turn % 3] ?? ""), 200);
    },
  },
  {
    name: "json-long-number",
    kind: "JSON file",
    what: "numbers of 1 MB of digits, as item and as answer",
    prepare: sends(() => {
      const digits = "7".repeat(500_000);
      return Array.from(
        { length: 40 },
        (_, n) => `{"index":${n},"response":${digits},"x":-0.${digits}e${n}}`,
      ).join("\n");
    }),
  },
  {
    name: "json-many-keys",
    kind: "JSON file",
    what: "rows of 100,000 keys, __proto__ and constructor among them",
    prepare: sends(() => {
      const keys = Array.from({ length: 80_000 }, (_, n) => `"${n.toString(36)}k":0`).join(",");
      const row = (n: number) => `{"index":${n},"response":"A","__proto__":{"x":1},"constructor":{},${keys}}`;
      return Array.from({ length: 60 }, (_, n) => row(n)).join("\n");
    }),
  },
  {
    name: "json-empty-objects",
    kind: "JSON file",
    what: "60 million empty objects in a list",
    prepare: (stranger) => {
      const part = gzipSync("{},".repeat(10_000_000), { level: 9 });
      const bytes = Buffer.concat([gzipSync('[{"index":0,"response":"A"},'), part, part, part, part]);
      return () => stranger.repeat(2, () => stranger.upload(bytes));
    },
  },
  {
    name: "json-one-byte-at-a-time",
    kind: "JSON file",
    what: "a row of 1 MB whose quotes and braces never meet, in a thousand chunks",
    prepare: (stranger) => {
      const bytes = Buffer.from(`{"index":0,"response":"${'{\\"'.repeat(340_000)}`);
      const chunks = async function* () {
        for (let at = 0; at < bytes.length; at += 1024) yield bytes.subarray(at, at + 1024);
      };
      return () => stranger.repeat(4, () => stranger.upload(chunks()));
    },
  },
];

export const refusals: Attack[] = [
  {
    name: "refusal-file-paths",
    kind: "refusal",
    what: "50 rows about pictures whose names are 200 kB long, in 13 kB of gzip: what does the refusal repeat?",
    isQuick: true,
    prepare: (stranger) => {
      const name = "x".repeat(200_000);
      const rows = Array.from({ length: 50 }, (_, n) =>
        JSON.stringify({ img_path: `${n}${name}`, response: "A" }),
      );
      const bytes = gzipSync(rows.join("\n"), { level: 9 });
      return () => stranger.repeat(2, () => stranger.upload(bytes));
    },
  },
  {
    name: "refusal-header-names",
    kind: "refusal",
    what: "a table with two columns of one long name, and an unknown answer column",
    prepare: (stranger) => {
      const name = "n".repeat(500_000);
      const files = [
        gzipSync(`${name},${name}\n1,2`),
        gzipSync(`index,${name}\n1,2`),
        gzipSync(`{"${name}":1}`),
      ];
      return () => stranger.repeat(2, (turn) => stranger.upload(files[turn % 3]));
    },
  },
  {
    name: "refusal-fields",
    kind: "refusal",
    what: "60 kB of unknown fields, of datasets, of words, of a model's name",
    prepare: (stranger) => {
      const long = "y".repeat(60_000);
      const unknown = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`f${n}`, 0]));
      const endpoint = { protocol: "openai", baseUrl: "http://127.0.0.1:9/v1", model: "m" };
      const whole = { model: { name: "x" }, endpoint, datasets: [stranger.stage.fileSet] };
      const bodies = [
        unknown,
        { ...whole, datasets: Array.from({ length: 600 }, (_, n) => `${n}${"d".repeat(90)}`) },
        { ...whole, model: { name: long } },
        { ...whole, endpoint: { ...endpoint, baseUrl: `http://${long}` } },
        { ...whole, endpoint: { ...endpoint, protocol: long } },
        { ...whole, endpoint: { ...endpoint, extraBody: { [long.slice(0, 50_000)]: 1 } } },
        `{"${long}`,
      ];
      return () =>
        stranger.repeat(2, (turn) => stranger.json("/api/v1/submissions", bodies[turn % bodies.length]), 140);
    },
  },
  {
    name: "refusal-addresses",
    kind: "refusal",
    what: "addresses of 15 kB that name a dataset, a model, a task, a submission, a file that is not there",
    prepare: (stranger) => {
      const long = "%F0%9F%90%A2".repeat(1200);
      const paths = [
        `/api/v1/leaderboards/${long}`,
        `/api/v1/leaderboards/perception?dataset=${long}`,
        `/api/v1/models/${long}`,
        `/api/v1/submissions/${long}`,
        `/api/v1/images/${long}`,
        `/api/v1/${long}`,
      ];
      return () => stranger.repeat(4, (turn) => stranger.ask(paths[turn % paths.length] ?? "/"), 600);
    },
  },
];
