import type { Socket } from "node:net";
import type { Attack } from "#/bench/strangers/attack.ts";

const sockets = 300;

function dripTo(open: Socket[]): void {
  for (const socket of open) if (socket.writable) socket.write("1");
}

export const connections: Attack[] = [
  {
    name: "slow-headers",
    kind: "slow connection",
    what: "300 connections whose headers never end, a byte every 100 ms",
    isQuick: true,
    prepare: (stranger) => async () => {
      const open = Array.from({ length: sockets }, () => stranger.socket());
      for (const socket of open) socket.write("GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: ");
      const timer = setInterval(() => dripTo(open), 100);
      await stranger.rest();
      clearInterval(timer);
    },
  },
  {
    name: "slow-uploads",
    kind: "slow connection",
    what: "60 files at a time that arrive by a byte every 100 ms",
    prepare: (stranger) => async () => {
      const { authorization, "x-forwarded-for": from } = stranger.identity;
      const path = `/api/v1/predictions?dataset=${stranger.stage.fileSet}&model=Slow`;
      const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: ${authorization}\r\nx-forwarded-for: ${from}\r\ncontent-length: 1000000\r\n\r\n[`;
      const open = Array.from({ length: 60 }, () => stranger.socket());
      for (const socket of open) socket.write(head);
      const timer = setInterval(() => dripTo(open), 100);
      await stranger.rest();
      clearInterval(timer);
    },
  },
  {
    name: "connection-flood",
    kind: "slow connection",
    what: "connections opened and reset, 50 at a time",
    prepare: (stranger) => () =>
      stranger.repeat(
        50,
        () =>
          new Promise<void>((done) => {
            const socket = stranger.socket();
            socket.once("connect", () =>
              socket.write("GET /api/health HTTP/1.1\r\nhost: x\r\n\r\n", () => socket.resetAndDestroy()),
            );
            socket.once("close", () => done());
          }),
        20_000,
      ),
  },
  {
    name: "pipelined",
    kind: "slow connection",
    what: "thousands of requests sent on one connection before any answer is read",
    prepare: (stranger) => async () => {
      const request = `GET /leaderboard/perception?q=p HTTP/1.1\r\nhost: 127.0.0.1\r\nx-forwarded-for: ${stranger.place["x-forwarded-for"]}\r\n\r\n`;
      for (let turn = 0; turn < 4; turn++) stranger.socket().pause().write(request.repeat(2000));
      await stranger.rest();
    },
  },
  {
    name: "junk-bytes",
    kind: "slow connection",
    what: "bytes that are no HTTP, 50 connections at a time",
    prepare: (stranger) => {
      const junk = Buffer.from("\u0016\u0003\u0001\u0002".repeat(2000));
      return () =>
        stranger.repeat(
          50,
          () =>
            new Promise<void>((done) => {
              const socket = stranger.socket();
              socket
                .resume()
                .once("close", () => done())
                .end(junk);
            }),
          10_000,
        );
    },
  },
];

const headers: Record<string, (turn: number) => Record<string, string>> = {
  cookies: (turn) => ({ cookie: Array.from({ length: 1500 }, (_, n) => `c${n}=${turn}`).join("; ") }),
  languages: (turn) => ({ "accept-language": `${"xx-yy;q=0.1,".repeat(1150)}z;q=0.${turn}` }),
  ranges: () => ({ range: `bytes=${"0-1,".repeat(3000)}5-` }),
  forwarded: (turn) => ({ "x-forwarded-for": `${"10.0.0.1, ".repeat(1300)}198.51.100.${turn % 250}` }),
  state: (turn) => ({
    rsc: "1",
    "next-router-state-tree": encodeURIComponent(JSON.stringify([`${turn}`, { a: "[".repeat(3000) }])),
  }),
  conditions: () => ({ "if-none-match": '"a",'.repeat(3000), "accept-encoding": "gzip;q=0,".repeat(100) }),
};

const ofHeaders = Object.entries(headers).map(
  ([name, header]): Attack => ({
    name: `header-${name}`,
    kind: "request header",
    what: `14 kB of ${name} in every request of a page`,
    ...(name === "cookies" && { isQuick: true }),
    prepare: (stranger) => () =>
      stranger.repeat(16, (turn) =>
        stranger.ask(turn % 2 ? "/leaderboard/perception" : "/datasets", {
          isAnonymous: true,
          headers: header(turn),
        }),
      ),
  }),
);

export const requestHeaders: Attack[] = [
  ...ofHeaders,
  {
    name: "unknown-tokens",
    kind: "request header",
    what: "API tokens that nobody has, another one every time",
    prepare: (stranger) => () =>
      stranger.repeat(16, (turn) =>
        stranger.ask("/api/v1/submissions", {
          isAnonymous: true,
          headers: { authorization: `Bearer qbb_${turn}${"t".repeat(turn % 9000)}` },
        }),
      ),
  },
  {
    name: "forged-sessions",
    kind: "request header",
    what: "session cookies of 7 kB that are none",
    prepare: (stranger) => () =>
      stranger.repeat(16, (turn) =>
        stranger.ask("/submissions", {
          isAnonymous: true,
          headers: { cookie: `next-auth.session-token=${turn}.${"e.".repeat(3500)}` },
        }),
      ),
  },
];
