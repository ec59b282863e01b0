import type { Attack } from "#/bench/strangers/attack.ts";

const formType = (boundary: string) => ({ "content-type": `multipart/form-data; boundary=${boundary}` });

export const accountLoops: Attack[] = [
  {
    name: "publish-loop",
    kind: "write loop",
    what: "publish and take back, again and again: ledger and page cache",
    isQuick: true,
    prepare: async (stranger) => {
      const rows = Array.from({ length: stranger.stage.fileSetItems }, (_, index) => ({
        index,
        response: "A",
      }));
      const made = await stranger.upload(Buffer.from(JSON.stringify(rows)));
      const id = /"id":"([^"]+)"/.exec(made.text)?.[1] ?? "";
      const verbs = ["publish", "unpublish"];
      return () =>
        stranger.repeat(1, (turn) => stranger.json(`/api/v1/submissions/${id}/${verbs[turn % 2]}`, {}));
    },
  },
  {
    name: "over-budget",
    kind: "write loop",
    what: "files of 200,000 rows by somebody whose day's submissions are used up",
    submissionsADay: 0,
    prepare: (stranger) => {
      const rows = Array.from(
        { length: 199_000 },
        (_, n) => `{"index":${n % stranger.stage.fileSetItems},"response":"A"}`,
      );
      const bytes = Buffer.from(rows.join("\n"));
      return () => stranger.repeat(2, () => stranger.upload(bytes));
    },
  },
  {
    name: "whole-uploads",
    kind: "write loop",
    what: "whole files of 40,000 right answers, each stored, two at a time",
    prepare: (stranger) => {
      const rows = Array.from({ length: 40_000 }, (_, index) => `{"index":${index},"response":"A"}`);
      const bytes = Buffer.from(rows.join("\n"));
      return () => stranger.repeat(2, () => stranger.upload(bytes, { dataset: stranger.stage.runSet }));
    },
  },
  {
    name: "submit-cancel-loop",
    kind: "write loop",
    what: "runs on the large dataset submitted and cancelled, again and again",
    prepare: async (stranger) => {
      const url = await stranger.endpoint((response) => void setTimeout(() => response.end("{}"), 5000));
      return () =>
        stranger.repeat(
          4,
          async () => {
            const made = await stranger.submit(url, 256);
            const id = /"id":"([^"]+)"/.exec(made.text)?.[1];
            if (id) await stranger.json(`/api/v1/submissions/${id}/cancel`, {});
          },
          150,
        );
    },
  },
  {
    name: "idempotency-race",
    kind: "write loop",
    what: "one submission under one key, 32 at a time",
    prepare: async (stranger) => {
      const baseUrl = await stranger.endpoint((response) => void setTimeout(() => response.end("{}"), 5000));
      const body = JSON.stringify({
        model: { name: "Raced" },
        endpoint: { protocol: "openai", baseUrl, model: "m" },
        datasets: [stranger.stage.runSet],
      });
      return () =>
        stranger.repeat(
          32,
          (turn) =>
            stranger.ask("/api/v1/submissions", {
              method: "POST",
              headers: { "content-type": "application/json", "idempotency-key": `race ${turn >> 5}` },
              body,
            }),
          320,
        );
    },
  },
  {
    name: "action-junk",
    kind: "form post",
    what: "Server Actions that do not exist, with bodies of 1 MB",
    isQuick: true,
    prepare: (stranger) => {
      const body = JSON.stringify(["$F0".repeat(300_000)]);
      return () =>
        stranger.repeat(8, (turn) =>
          stranger.ask("/submit", {
            method: "POST",
            headers: {
              "next-action": turn.toString(16).padStart(40, "0"),
              "content-type": "text/plain;charset=UTF-8",
              origin: stranger.stage.site,
            },
            body,
            isAnonymous: true,
          }),
        );
    },
  },
  {
    name: "multipart-bomb",
    kind: "form post",
    what: "a form of 10,000 parts, and one whose part never ends",
    prepare: (stranger) => {
      const part = (n: number) =>
        `--b\r\ncontent-disposition: form-data; name="$ACTION_REF_${n}"\r\n\r\n{}\r\n`;
      const many = `${Array.from({ length: 10_000 }, (_, n) => part(n)).join("")}--b--\r\n`;
      const endless = `--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n${"-".repeat(900_000)}`;
      return () =>
        stranger.repeat(8, (turn) =>
          stranger.ask("/sign-in", {
            method: "POST",
            headers: { ...formType("b"), origin: stranger.stage.site },
            body: turn % 2 ? many : endless,
            isAnonymous: true,
          }),
        );
    },
  },
  {
    name: "auth-bodies",
    kind: "form post",
    what: "forms of 5 MB to each address of the sign-in",
    prepare: (stranger) => {
      const paths = [
        "callback/credentials",
        "signin/credentials",
        "signout",
        "session",
        "_log",
        "callback/none",
      ];
      const body = `email=${"a".repeat(5_000_000)}&password=x&csrfToken=y`;
      return () =>
        stranger.repeat(4, (turn) =>
          stranger.ask(`/api/auth/${paths[turn % paths.length]}`, {
            method: "POST",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body,
            isAnonymous: true,
          }),
        );
    },
  },
  {
    name: "password-flood",
    kind: "sign-in",
    what: "wrong passwords for other accounts, 16 at a time, each worth a hash",
    isQuick: true,
    prepare: (stranger) => passwordFlood(stranger, (turn) => `nobody-${turn}@example.org`),
  },
  {
    name: "password-flood-one",
    kind: "sign-in",
    what: "wrong passwords of 1 MB for one account, 16 at a time",
    prepare: (stranger) => passwordFlood(stranger, () => "one@example.org", "p".repeat(1_000_000)),
  },
  {
    name: "names",
    kind: "odd text",
    what: "models named by 100 marks, controls, directions, zeros and surrogates",
    prepare: (stranger) => {
      const marks = ["\u0301\u0316", "\u202e", "\u0000", "\ud800", "\u200d\u{1f468}", "ﷺ"];
      const endpoint = { protocol: "openai", baseUrl: "http://127.0.0.1:9/v1", model: "m" };
      return () =>
        stranger.repeat(
          4,
          (turn) => {
            const name = `x${marks[turn % marks.length]?.repeat(50).slice(0, 95)}${turn}`;
            const model = { name, organization: name, url: "http://x.example/" };
            return stranger.json("/api/v1/submissions", {
              model,
              endpoint,
              datasets: [stranger.stage.fileSet],
            });
          },
          60,
        );
    },
  },
];

async function passwordFlood(
  stranger: Parameters<Attack["prepare"]>[0],
  email: (turn: number) => string,
  password = "wrong password",
): Promise<() => Promise<void>> {
  const csrf = await stranger.ask("/api/auth/csrf", { isAnonymous: true });
  const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string };
  const cookie = (csrf.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
  return () =>
    stranger.repeat(16, (turn) =>
      stranger.ask("/api/auth/callback/credentials", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", cookie, origin: stranger.stage.site },
        body: new URLSearchParams({ email: email(turn), password, csrfToken, json: "true" }).toString(),
        isAnonymous: true,
      }),
    );
}
