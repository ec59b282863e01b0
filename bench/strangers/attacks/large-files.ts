import { constants, gzipSync } from "node:zlib";
import type { Attack } from "#/bench/strangers/attack.ts";

const mebibyte = 2 ** 20;
const piece = Buffer.alloc(mebibyte, " ");

/** The beginning of a list and white space, which JSON allows, as fast as it is taken. */
async function* spaces(mebibytes: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from("[");
  for (let sent = 0; sent < mebibytes; sent++) yield piece;
}

export const largeFiles: Attack[] = [
  {
    name: "gzip-large-rows",
    kind: "packed file",
    what: "12 rows of 1 MB each in 12 kB of gzip",
    isQuick: true,
    prepare: (stranger) => {
      const row = (index: number) => JSON.stringify({ index, response: "So ".repeat(349_000) });
      const bytes = gzipSync(Array.from({ length: 12 }, (_, n) => row(n)).join("\n"), { level: 9 });
      return () => stranger.repeat(2, () => stranger.upload(bytes));
    },
  },
  {
    name: "gzip-bomb",
    kind: "packed file",
    what: "1 GB of white space in 1 MB of gzip",
    prepare: (stranger) => {
      const part = gzipSync(Buffer.alloc(64 * mebibyte, " "), { level: 9 });
      const bytes = Buffer.concat(Array.from({ length: 16 }, () => part));
      return () => stranger.repeat(4, () => stranger.upload(bytes));
    },
  },
  {
    name: "gzip-members",
    kind: "packed file",
    what: "100,000 gzip members of nothing, one after another",
    prepare: (stranger) => {
      const member = gzipSync("", { strategy: constants.Z_FIXED });
      const first = gzipSync('{"index":0,"response":"A"}');
      const bytes = Buffer.concat([first, ...Array.from({ length: 100_000 }, () => member)]);
      return () => stranger.repeat(2, () => stranger.upload(bytes));
    },
  },
  {
    name: "upload-200-mib",
    kind: "large upload",
    what: "200 MiB of white space, which say their length",
    isQuick: true,
    prepare: (stranger) => () =>
      stranger.repeat(2, () =>
        stranger.ask(`/api/v1/predictions?dataset=${stranger.stage.fileSet}&model=Large`, {
          method: "POST",
          headers: { "content-length": 200 * mebibyte + 1 },
          body: spaces(200),
        }),
      ),
  },
  {
    name: "upload-200-mib-chunked",
    kind: "large upload",
    what: "200 MiB of white space of unknown length",
    prepare: (stranger) => () => stranger.repeat(2, () => stranger.upload(spaces(200))),
  },
  {
    name: "upload-unknown-set",
    kind: "large upload",
    what: "60 MiB for a dataset that does not exist, eight at a time",
    prepare: (stranger) => () => stranger.repeat(8, () => stranger.upload(spaces(60), { dataset: "none" })),
  },
  {
    name: "upload-anonymous",
    kind: "large upload",
    what: "60 MiB by nobody, eight at a time",
    prepare: (stranger) => () =>
      stranger.repeat(8, () =>
        stranger.ask(`/api/v1/predictions?dataset=${stranger.stage.fileSet}&model=Large`, {
          method: "POST",
          body: spaces(60),
          isAnonymous: true,
        }),
      ),
  },
  {
    name: "json-body-endless",
    kind: "large upload",
    what: "200 MiB as the JSON of a submission",
    prepare: (stranger) => () =>
      stranger.repeat(4, () => stranger.ask("/api/v1/submissions", { method: "POST", body: spaces(200) })),
  },
];
