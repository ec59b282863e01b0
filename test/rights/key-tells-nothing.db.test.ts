import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#/lib/db.ts";
import { newActors, type Person, type PersonName } from "#/test/rights/actors.ts";
import { callRoute, type Places } from "#/test/rights/call-route.ts";
import { finishedSubmission, hiddenDataset } from "#/test/rights/hidden-fixtures.ts";
import { routesOnDisk } from "#/test/rights/routes-on-disk.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase({ NEXTAUTH_URL: "http://board.example", RECEIPT_KEY: randomBytes(32).toString("base64") });

const root = fileURLToPath(new URL("../..", import.meta.url));
// Lists hold both worlds at once; the library's sessions need the web server around them.
const reads = routesOnDisk(root).filter((door) => /^GET .*\[/.test(door) && !door.includes("/api/auth/"));
const asked = [...reads, "GET /api/v1/leaderboards/[task]"].map((door, index) => ({
  door,
  task: index < reads.length ? "perception" : "perception.csv",
}));

type World = { places: Places; own: string[] };
let actors: Record<PersonName, Person>;
let worlds: World[];

/** The same pictures, questions and replies; only which option is right differs, so all are right or none. */
async function newWorld(key: number): Promise<World> {
  const dataset = await hiddenDataset("perception", key);
  const id = await finishedSubmission(actors.owner.user?.id ?? "", [dataset], true);
  const { model } = await db().submission.findUniqueOrThrow({ where: { id }, include: { model: true } });
  const { contentHash } = await db().dataset.findUniqueOrThrow({ where: { id: dataset.id } });
  const { hash } = await db().image.findFirstOrThrow();
  const places = { id, dataset: dataset.slug, slug: model.slug, task: "perception", hash };
  return { places, own: [id, dataset.slug, model.slug, model.name, contentHash] };
}

beforeAll(async () => {
  actors = await newActors();
  worlds = [await newWorld(0), await newWorld(1)];
});

/** Without what differs between any two submissions: names, times, hashes and signatures over them. */
function neutral(text: string, own: readonly string[]): string {
  return own
    .reduce((rest, name) => rest.replaceAll(name, "OWN"), text)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
    .replace(/\b[0-9a-f]{64}\b/g, "SHA256")
    .replace(/"[\w+/-]{86}={0,2}"/g, '"SIGNATURE"');
}

async function told(
  door: string,
  who: PersonName,
  { places, own }: World,
  task = "perception",
): Promise<string> {
  const query = door.includes("leaderboards") ? `?dataset=${places.dataset}` : "";
  const { status, text, headers } = await callRoute(
    door,
    { ...places, task },
    { headers: actors[who].byToken, query },
  );
  const spoken = [...headers].filter(
    ([name]) => !["x-request-id", "etag"].includes(name) && !name.startsWith("ratelimit"),
  );
  return neutral(`${status} ${JSON.stringify(spoken)} ${text}`, own);
}

describe("with every answer right and with none right", () => {
  it.each(asked)("$door ($task) says the same to all but an administrator", async ({ door, task }) => {
    for (const who of ["visitor", "other", "owner"] as const) {
      const [right, wrong] = await Promise.all(worlds.map((world) => told(door, who, world, task)));
      expect(right, who).toBe(wrong);
    }
  });

  it("an administrator is told the difference", async () => {
    const door = "GET /api/v1/submissions/[id]/runs/[dataset]/items.csv";
    const [right, wrong] = await Promise.all(worlds.map((world) => told(door, "admin", world)));
    expect(right).not.toBe(wrong);
  });
});
