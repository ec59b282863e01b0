import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rateRules } from "#/features/quotas/rate-rules.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { db } from "#/lib/db.ts";
import { forgetAttempts } from "#/lib/rate-limit.ts";
import { newActors, type Person } from "#/test/rights/actors.ts";
import { callRoute, type Places } from "#/test/rights/call-route.ts";
import { finishedSubmission, hiddenDataset } from "#/test/rights/hidden-fixtures.ts";
import { nastyBodies, nastyTexts, nastyValues, variantsOf } from "#/test/rights/nasty-input.ts";
import { routesOnDisk } from "#/test/rights/routes-on-disk.ts";
import { fixtureDataset } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({
  NEXTAUTH_URL: "http://board.example",
  RECEIPT_KEY: randomBytes(32).toString("base64"),
  ENDPOINT_ALLOWLIST: "127.0.0.1",
});

const root = fileURLToPath(new URL("../..", import.meta.url));
const doors = routesOnDisk(root).filter((door) => /^[A-Z]+ /.test(door) && !door.includes("/api/auth/"));
const withBody = doors.filter((door) => /^(POST|PUT|PATCH|DELETE) /.test(door));
const longestRefusal = 8 * 1024;
const parameters =
  "dataset version view sort q kind pin cols colsof mean asof density model models rows words dry-run filename protocol repeat excel limit offset page ref format".split(
    " ",
  );
/** Each alone where one of them ends the asking, the rest together. */
const headerSets = [
  ["authorization"],
  ["cookie"],
  ["origin"],
  "accept-language if-none-match idempotency-key last-event-id content-type content-disposition accept range".split(
    " ",
  ),
];

let actors: Awaited<ReturnType<typeof newActors>>;
let places: Places;
let open: string;

beforeAll(async () => {
  actors = await newActors();
  const dataset = await hiddenDataset("perception");
  open = await fixtureDataset(3);
  const id = await finishedSubmission(actors.admin.user?.id ?? "", [dataset], true);
  const { model } = await db().submission.findUniqueOrThrow({ where: { id }, include: { model: true } });
  const { hash } = await db().image.findFirstOrThrow();
  places = { id, dataset: dataset.slug, slug: model.slug, hash, task: "perception" };
  return closeQueue;
});

beforeEach(async () => {
  for (const rule of [rateRules.apiWrite, rateRules.apiRead])
    for (const key of [actors.admin.user?.id ?? "", "192.0.2.1"]) await forgetAttempts(rule, key);
});

type Asked = {
  places?: Places;
  query?: string;
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
};

async function ask(door: string, what: string, asked: Asked, who: Person = actors.admin): Promise<string[]> {
  const { places: others, headers, ...rest } = asked;
  const { status, text } = await callRoute(
    door,
    { ...places, ...others },
    { headers: { ...who.byToken, ...headers }, ...rest },
  );
  const problems: string[] = [];
  if (status >= 500 || status === 429) problems.push(`${door} ${what}: ${status} ${text.slice(0, 300)}`);
  if (status >= 400 && Buffer.byteLength(text) > longestRefusal)
    problems.push(`${door} ${what}: ${status} with ${text.length} characters`);
  return problems;
}

describe.each(doors)("%s", (door) => {
  const names = [...door.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = ""]) => name);

  it("refuses in a few words whatever stands in its path", async () => {
    const problems: string[] = [];
    for (const name of names)
      for (const [what, text] of Object.entries(nastyTexts))
        problems.push(...(await ask(door, `${name}: ${what}`, { places: { [name]: text } })));
    expect(problems).toEqual([]);
  });

  it("takes or refuses whatever stands in its query", async () => {
    const problems: string[] = [];
    const asking = (what: string, pairs: [string, string][]) =>
      ask(door, what, { query: `?${new URLSearchParams(pairs)}` });
    for (const [what, text] of Object.entries(nastyTexts)) {
      problems.push(
        ...(await asking(
          `all: ${what}`,
          parameters.map((name) => [name, text]),
        )),
      );
      if (door.includes("/leaderboards/"))
        for (const name of ["asof", "dataset", "sort"])
          problems.push(...(await asking(`${name}: ${what}`, [[name, text]])));
    }
    const often = Array.from({ length: 3000 }, (_, n): [string, string] => ["pin", `${n}`]);
    problems.push(...(await asking("a name often", often)));
    problems.push(...(await ask(door, "broken percents", { query: "?q=%&dataset=%E0%A4%A&%=%" })));
    expect(problems).toEqual([]);
  });
});

it.each([
  "GET /api/v1/submissions/[id]",
  "GET /api/v1/submissions/[id]/events",
  "GET /api/v1/submissions/[id]/runs/[dataset]/items.csv",
  "GET /api/v1/images/[hash]",
  "POST /api/v1/submissions",
  "POST /api/v1/predictions",
  "POST /locale",
])("%s takes or refuses whatever its headers say", async (door) => {
  const problems: string[] = [];
  for (const names of headerSets)
    for (const [what, text] of Object.entries(nastyTexts)) {
      const value = Buffer.from(text)
        .toString("latin1")
        .replace(/[\0\r\n]/g, "");
      const headers = Object.fromEntries(names.map((name) => [name, value]));
      problems.push(...(await ask(door, `${names}: ${what}`, { headers })));
    }
  expect(problems).toEqual([]);
});

const endpoint = {
  protocol: "openai",
  baseUrl: "http://127.0.0.1:9/v1",
  model: "m",
  apiKey: "sk-nasty",
  concurrency: 4,
  extraBody: { temperature: 0, chat: { template: ["a"] } },
};
// Refused before it is dialled.
const unreachable = { ...endpoint, baseUrl: "http://127.0.0.2:9/v1" };
const assessment = { rung: "E", words: ["good", "poor"] };
const rightBodies: Record<string, () => unknown> = {
  "POST /api/v1/submissions": () => ({
    model: { name: "M", organization: "O", url: "https://example.org/m" },
    endpoint,
    datasets: [open],
    assessment,
  }),
  "POST /api/v1/submissions/probe": () => unreachable,
  "POST /api/v1/submissions/dry-run": () => ({ endpoint: unreachable, dataset: open, assessment }),
  "POST /api/v1/submissions/[id]/retry": () => ({ apiKey: "sk-nasty" }),
};

it("takes the right bodies, which the wrong ones are made of", async () => {
  for (const [door, body] of Object.entries(rightBodies)) {
    const { status, text } = await callRoute(door, places, {
      headers: actors.admin.byToken,
      body: JSON.stringify(body()),
    });
    // A base URL that is not allowed is refused after all else, and nothing is there to be retried.
    expect(`${status} ${text}`).toMatch(/^201|^400.*must use https|^409.*nothing to retry/);
  }
});

describe.each(withBody)("the body of %s", (door) => {
  const query = door.includes("predictions") ? () => `?dataset=${open}&model=M` : () => "";

  it.each(Object.keys(nastyBodies))("may be %s", async (what) => {
    expect(await ask(door, what, { body: nastyBodies[what], query: query() })).toEqual([]);
  });
});

describe.each(Object.entries(rightBodies))("the body of %s", (door, right) => {
  it.each(Object.keys(nastyValues))("may have anywhere in it: %s", async (what) => {
    const problems: string[] = [];
    for (const body of variantsOf(right(), nastyValues[what]))
      problems.push(...(await ask(door, what, { body: JSON.stringify(body) })));
    expect(problems).toEqual([]);
  });
});
