import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { declaredRights } from "#/app/declared-rights.ts";
import { auditLog } from "#/features/access/queries.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { db } from "#/lib/db.ts";
import { assessmentFixtures } from "#/test/assessment-fixtures.ts";
import {
  expectedStatus,
  newActors,
  type Person,
  type PersonName,
  personNames,
} from "#/test/rights/actors.ts";
import { callRoute, type Places } from "#/test/rights/call-route.ts";
import { finishedSubmission, hiddenDataset, markers } from "#/test/rights/hidden-fixtures.ts";
import { routesOnDisk } from "#/test/rights/routes-on-disk.ts";
import { fixtureAdmission, fixtureDataset } from "#/test/submission-fixtures.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({
  NEXTAUTH_URL: "http://board.example",
  RECEIPT_KEY: randomBytes(32).toString("base64"),
  ENDPOINT_ALLOWLIST: "127.0.0.1",
});

const root = fileURLToPath(new URL("../..", import.meta.url));
// Sessions of the library need the web server around them: the journeys walk those.
const doors = routesOnDisk(root).filter((door) => /^[A-Z]+ /.test(door) && !door.includes("/api/auth/"));
const changes = (door: string) => !door.startsWith("GET ");
// The last is the hash over a dataset's answers, with which a guess could be confirmed.
const secrets = [markers.reference, String(markers.mos), markers.reply, markers.contentHash];

let actors: Record<PersonName, Person>;
let hidden: { id: number; slug: string }[];
let open: string;
let rated: string;
/** What reads are asked about; a change gets a submission of its own. */
const standing = new Map<boolean, Places>();

beforeAll(async () => {
  actors = await newActors();
  hidden = await Promise.all([
    hiddenDataset("perception"),
    hiddenDataset("description"),
    hiddenDataset("assessment"),
  ]);
  const { user } = actors.owner;
  if (user) await fixtureAdmission(user, ...hidden.map(({ slug }) => slug));
  open = await fixtureDataset(3);
  rated = await assessmentFixtures(5);
  for (const published of [false, true]) standing.set(published, await newSubmission(published));
});

async function newSubmission(published: boolean, datasets = hidden): Promise<Places> {
  const id = await finishedSubmission(actors.owner.user?.id ?? "", datasets, published);
  const { model } = await db().submission.findUniqueOrThrow({ where: { id }, include: { model: true } });
  const image = await db().image.findFirstOrThrow();
  return { id, slug: model.slug, hash: image.hash, task: "perception" };
}

function bodyOf(door: string): { body?: string; query?: string } {
  if (door === "POST /api/v1/submissions") {
    const endpoint = { protocol: "openai", baseUrl: "http://127.0.0.1:9/v1", model: "m" };
    return { body: JSON.stringify({ model: { name: "M" }, endpoint, datasets: [open] }) };
  }
  if (door === "POST /api/v1/predictions")
    return {
      body: ["img_path,score", "0.png,1", "1.png,2", "2.png,3", "3.png,5", "4.png,4"].join("\n"),
      query: `?dataset=${rated}&model=M`,
    };
  return /\/(probe|dry-run)$/.test(door) ? { body: "{}" } : {};
}

async function walk(
  door: string,
  published: boolean,
  headers: Record<string, string>,
  dataset = hidden[0]?.slug ?? "",
) {
  const kept = changes(door) ? undefined : standing.get(published);
  const places = { ...(kept ?? (await newSubmission(published, hidden.slice(0, 1)))), dataset };
  return callRoute(door, places, { headers, ...bodyOf(door) });
}

describe.each(doors)("%s", (door) => {
  const right = declaredRights[door];
  it.each([false, true])(
    "answers each as its policy says, the submission being public: %s",
    async (published) => {
      expect(right).toBeDefined();
      const seen: Record<string, number> = {};
      const wanted: Record<string, number> = {};
      for (const who of personNames)
        for (const [way, headers] of Object.entries({
          token: actors[who].byToken,
          session: actors[who].bySession,
        })) {
          const { status } = await walk(door, published, headers);
          seen[`${who} by ${way}`] = status;
          wanted[`${who} by ${way}`] = expectedStatus(right?.access ?? "anyone", who, published, right?.ok);
        }
      expect(seen).toEqual(wanted);
    },
  );

  it("tells nobody but an administrator a hidden answer", async () => {
    for (const dataset of hidden)
      for (const who of ["visitor", "other", "owner"] as const) {
        const { text, headers } = await walk(door, true, actors[who].byToken, dataset.slug);
        const told = `${text} ${JSON.stringify([...headers])}`;
        for (const secret of secrets) expect(told, `${who} on ${dataset.slug}`).not.toContain(secret);
      }
  });
});

describe("a change by session", () => {
  it.each(doors.filter(changes).filter((door) => door.includes("/v1/")))(
    "%s needs a page of this site as origin",
    async (door) => {
      const { cookie = "" } = actors.owner.bySession;
      for (const origin of ["https://evil.example", "null", "http://board.example.evil.example"]) {
        const { status, text } = await walk(door, false, { cookie, origin });
        expect(status, origin).toBe(403);
        expect(text).toContain("must come from a page of this site");
      }
      expect((await walk(door, false, { cookie })).status).toBe(403);
    },
  );
});

describe("a token", () => {
  it.each(doors.filter((door) => door.includes("/v1/")))("%s asks for its scope", async (door) => {
    const owner = actors.owner.user;
    if (!owner) throw new Error("no owner");
    const missing = changes(door) ? "submit" : "read";
    const { secret, id } = await createToken(owner, {
      name: "t",
      scopes: [missing === "submit" ? "read" : "submit"],
    });
    const { status, text } = await walk(door, false, { authorization: `Bearer ${secret}` });
    expect(status).toBe(403);
    expect(text).toContain(`no scope ${missing}`);
    await db().apiToken.delete({ where: { id } });
  });

  it("of an administrator without the scope admin sees what others see", async () => {
    const { admin, owner } = actors;
    if (!admin.user || !owner.user || !hidden[2]) throw new Error("The scene is not complete.");
    const { secret } = await createToken(admin.user, { name: "t", scopes: ["read"] });
    const door = "GET /api/v1/submissions/[id]/runs/[dataset]/items.csv";
    const asReader = await walk(door, true, { authorization: `Bearer ${secret}` }, hidden[2].slug);
    expect(asReader.text).not.toContain(String(markers.mos));
    const asAdmin = await walk(door, true, admin.byToken, hidden[2].slug);
    expect(asAdmin.text).toContain(String(markers.mos));
    const [look] = await auditLog({ limit: 1, verb: "hidden-answers-read" });
    expect(look).toMatchObject({ actor: admin.user.email, subject: hidden[2].slug, address: "192.0.2.1" });
  });
});

it("what an administrator does to somebody's submission is in the audit log, what its owner does is not", async () => {
  const { owner, admin } = actors;
  const entries = async () => (await auditLog({ limit: 100, verb: "submission-changed" })).length;
  const before = await entries();
  const door = "POST /api/v1/submissions/[id]/publish";
  expect((await walk(door, false, owner.byToken)).status).toBe(200);
  expect(await entries()).toBe(before);
  expect((await walk(door, false, admin.byToken)).status).toBe(200);
  const [entry] = await auditLog({ limit: 1, verb: "submission-changed" });
  expect(entry).toMatchObject({
    actor: admin.user?.email,
    detail: { change: "publish" },
    address: "192.0.2.1",
  });
  expect(await entries()).toBe(before + 1);
});
