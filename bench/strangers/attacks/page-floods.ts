import type { Attack } from "#/bench/strangers/attack.ts";
import type { Stranger } from "#/bench/strangers/stranger.ts";

const visitors = 32;

/** By somebody without an account. */
function floods(
  path: (turn: number, stranger: Stranger) => string,
  headers = {},
  method = "GET",
): Attack["prepare"] {
  return (stranger) => () =>
    stranger.repeat(visitors, (turn) =>
      stranger.ask(path(turn, stranger), { isAnonymous: true, headers, method }),
    );
}

const board = ({ stage: context }: Stranger) => `/leaderboard/perception?dataset=${context.boardSet}`;
const day = (turn: number) => new Date(Date.UTC(2020, 0, 1) + turn * 86_400_000).toISOString().slice(0, 10);

export const pageFloods: Attack[] = [
  {
    name: "search-flood",
    kind: "page flood",
    what: "32 visitors at a time on a leaderboard, with another search text every time",
    isQuick: true,
    prepare: floods((turn, stranger) => `${board(stranger)}&q=m${turn}`),
  },
  {
    name: "as-of-flood",
    kind: "page flood",
    what: "32 visitors at a time on a leaderboard, as of another day every time",
    prepare: floods((turn, stranger) => `${board(stranger)}&asof=${day(turn % 2400)}`),
  },
  {
    name: "parameter-flood",
    kind: "page flood",
    what: "a leaderboard with a parameter that means nothing, another one every time",
    prepare: floods((turn, stranger) => `${board(stranger)}&utm_${turn}=1`),
  },
  {
    name: "unknown-pages",
    kind: "page flood",
    what: "pages that do not exist, another one every time",
    prepare: floods((turn) => `/no/such/page/${turn}`),
  },
  {
    name: "head-flood",
    kind: "page flood",
    what: "HEAD of pages that are made for it",
    prepare: floods((turn, stranger) => `${board(stranger)}&sort=-overall&q=h${turn}`, {}, "HEAD"),
  },
  {
    name: "rsc-flood",
    kind: "page flood",
    what: "Next's own data of pages (RSC), which no page cache keeps",
    prepare: floods((turn, stranger) => `${board(stranger)}&_rsc=${turn.toString(36)}`, {
      rsc: "1",
      "next-url": "/",
    }),
  },
  {
    name: "card-flood",
    kind: "page flood",
    what: "pictures of leaderboards and models for sharing, drawn for every look",
    prepare: floods((turn, { stage: context }) =>
      turn % 2 === 0
        ? `/leaderboard/perception/card.png?dataset=${context.boardSet}&x=${turn}`
        : `/models/bench-model-${(turn % 100) + 1}/card.png?x=${turn}`,
    ),
  },
  {
    name: "compare-flood",
    kind: "page flood",
    what: "comparisons of six models, other ones every time",
    prepare: floods((turn) => {
      const models = Array.from({ length: 6 }, (_, n) => `bench-model-${((turn * 7 + n * 13) % 200) + 1}`);
      return `/compare?models=${models.join(",")}`;
    }),
  },
  {
    name: "item-flood",
    kind: "page flood",
    what: "pages of single items of a large dataset, and its matrix",
    prepare: floods((turn, { stage: context }) =>
      turn % 4 === 0
        ? `/datasets/${context.runSet}/matrix?x=${turn}`
        : `/datasets/${context.runSet}/items/${turn * 17}.png`,
    ),
  },
  {
    name: "model-flood",
    kind: "page flood",
    what: "pages of models, other ones every time, in both languages",
    prepare: floods((turn) => `${turn % 2 ? "/zh-CN" : ""}/models/bench-model-${(turn % 200) + 1}?x=${turn}`),
  },
  {
    name: "api-flood",
    kind: "page flood",
    what: "leaderboards by the API, with another search text every time",
    prepare: floods(
      (turn, { stage: context }) => `/api/v1/leaderboards/perception?dataset=${context.boardSet}&q=a${turn}`,
    ),
  },
  {
    name: "search-patterns",
    kind: "odd text",
    what: "search texts that look like patterns, of 400 characters",
    prepare: floods(
      (turn, stranger) => `${board(stranger)}&q=${encodeURIComponent("(a+)+$[[*?\\".repeat(12))}${turn}`,
    ),
  },
  {
    name: "search-marks",
    kind: "odd text",
    what: "search texts of 3,000 combining marks out of order",
    prepare: floods(
      (turn, stranger) => `${board(stranger)}&q=${encodeURIComponent("\u0301\u0316".repeat(600))}${turn}`,
    ),
  },
  {
    name: "long-columns",
    kind: "odd text",
    what: "columns, pins and sorts by the thousand in the address",
    prepare: floods(
      (turn, stranger) =>
        `${board(stranger)}&cols=${"a.b,".repeat(1200)}&pin=${"x,".repeat(1500)}&sort=${turn}`,
    ),
  },
  {
    name: "deep-path",
    kind: "odd text",
    what: "addresses of a thousand parts, of dots and of escapes",
    prepare: floods(
      (turn) => `/${["a/", "../", "%2e%2e/", "//", "%00/", "%ff/"][turn % 6]?.repeat(1500)}${turn}`,
    ),
  },
  {
    name: "search-flood-signed-in",
    kind: "page flood",
    what: "the same search flood by somebody who is signed in",
    prepare: async (stranger) => {
      await stranger.signIn();
      return () => stranger.repeat(visitors, (turn) => stranger.ask(`${board(stranger)}&q=s${turn}`));
    },
  },
];

const sizes = [16, 32, 48, 64, 96, 128, 256, 384, 640, 750, 828, 1080, 1200, 1920, 2048, 3840];

export const imageOptimizer: Attack[] = [
  {
    name: "image-sizes",
    kind: "image optimizer",
    what: "/_next/image of the board's own pictures in every size and quality",
    isQuick: true,
    prepare: (stranger) => {
      const pictures = ["/leaderboard/perception/card.png", "/icon.svg", "/api/v1/images/none"];
      return () =>
        stranger.repeat(16, (turn) => {
          const picture = encodeURIComponent(`${pictures[turn % 3]}?x=${turn}`);
          return stranger.ask(`/_next/image?url=${picture}&w=${sizes[turn % 16]}&q=75`, {
            isAnonymous: true,
          });
        });
    },
  },
  {
    name: "image-elsewhere",
    kind: "image optimizer",
    what: "/_next/image of an endpoint of the stranger's, and of the board itself",
    prepare: async (stranger) => {
      const away = await stranger.endpoint({ body: "" }, { body: Buffer.alloc(2_000_000) });
      const pictures = [`${away}/x.png`, "/_next/image?url=%2Ficon.svg&w=64&q=75", "//127.0.0.1/x.png"];
      return () =>
        stranger.repeat(16, (turn) => {
          const picture = encodeURIComponent(pictures[turn % 3] ?? "");
          return stranger.ask(`/_next/image?url=${picture}&w=${sizes[turn % 16]}&q=75`, {
            isAnonymous: true,
          });
        });
    },
  },
];
