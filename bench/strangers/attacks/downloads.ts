import type { Attack } from "#/bench/strangers/attack.ts";
import type { Stranger } from "#/bench/strangers/stranger.ts";

const ofRun = ({ stage: { published } }: Stranger, what: string) =>
  `/api/v1/submissions/${published.submission}/runs/${published.dataset}/${what}`;

function loads(what: string, atOnce: number, leavesAtOnce = false): Attack["prepare"] {
  return (stranger) => {
    const path = ofRun(stranger, what);
    return () => stranger.repeat(atOnce, () => stranger.ask(path, { isAnonymous: true, leavesAtOnce }));
  };
}

export const downloads: Attack[] = [
  {
    name: "receipts",
    kind: "download",
    what: "the receipt of a published run of 40,000 items, eight at a time",
    isQuick: true,
    prepare: loads("receipt", 8),
  },
  {
    name: "exports-csv",
    kind: "download",
    what: "the items of a published run as CSV, eight at a time",
    prepare: loads("items.csv", 8),
  },
  {
    name: "exports-jsonl",
    kind: "download",
    what: "the items of a published run as JSON lines, eight at a time",
    prepare: loads("items.jsonl", 8),
  },
  {
    name: "exports-left",
    kind: "download",
    what: "exports that are left at their first bytes, 16 at a time",
    prepare: loads("items.jsonl", 16, true),
  },
  {
    name: "slow-readers",
    kind: "slow connection",
    what: "100 exports whose reader takes nothing",
    prepare: (stranger) => {
      const { host } = new URL(stranger.stage.site);
      const path = ofRun(stranger, "items.jsonl");
      return async () => {
        for (let reader = 0; reader < 100 && !stranger.isOver; reader++)
          stranger
            .socket()
            .pause()
            .write(
              `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nx-forwarded-for: ${stranger.place["x-forwarded-for"]}\r\n\r\n`,
            );
        await stranger.rest();
      };
    },
  },
  {
    name: "event-streams",
    kind: "slow connection",
    what: "200 event streams of one run at a time",
    prepare: async (stranger) => {
      const url = await stranger.endpoint((response) => void setTimeout(() => response.end("{}"), 1000));
      const run = await stranger.submit(url, 1);
      const id = /"id":"([^"]+)"/.exec(run.text)?.[1] ?? "";
      return async () => {
        void stranger.repeat(200, () => stranger.ask(`/api/v1/submissions/${id}/events`), 200);
        await stranger.rest();
      };
    },
  },
];
