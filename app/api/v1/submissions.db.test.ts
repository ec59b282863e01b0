import { beforeAll, describe, expect, it } from "vitest";
import { GET as getImage } from "#/app/api/v1/images/[hash]/route.ts";
import { GET as getEvents } from "#/app/api/v1/submissions/[id]/events/route.ts";
import { POST as publish } from "#/app/api/v1/submissions/[id]/publish/route.ts";
import { GET as getSubmission } from "#/app/api/v1/submissions/[id]/route.ts";
import { GET as getCsv } from "#/app/api/v1/submissions/[id]/runs/[dataset]/items.csv/route.ts";
import { POST as submit } from "#/app/api/v1/submissions/route.ts";
import { createToken } from "#/features/tokens/create-token.ts";
import { createUser } from "#/features/users/create-user.ts";
import { putBlob } from "#/lib/blobs/blob-store.ts";
import { db } from "#/lib/db.ts";
import { useTestDatabase } from "#/test/test-database.ts";

useTestDatabase();

let owner = "";
let stranger = "";
let id = "";
let picture = "";
let spare = "";

async function tokenFor(email: string): Promise<string> {
  const user = await createUser({ email });
  return (await createToken(user, { name: "test" })).secret;
}

function request(token: string | null, init: RequestInit = {}): Request {
  const headers = { ...(token && { authorization: `Bearer ${token}` }), ...init.headers };
  return new Request("http://board.example/api/v1", { ...init, headers });
}

const at = () => ({ params: Promise.resolve({ id, dataset: "hidden-set" }) });

beforeAll(async () => {
  [owner, stranger] = await Promise.all([tokenFor("owner@example.org"), tokenFor("stranger@example.org")]);
  picture = await putBlob(Buffer.from("the bytes of a picture"));
  spare = await putBlob(Buffer.from("a picture of no dataset"));
  for (const hash of [picture, spare]) {
    await db().image.create({ data: { hash, mime: "image/png", bytes: 22, width: 1, height: 1 } });
  }
  const dataset = await db().dataset.create({
    data: {
      slug: "hidden-set",
      version: 1,
      task: "perception",
      answers: "hidden",
      hasAnswers: true,
      contentHash: "test",
      itemCount: 1,
      imageCount: 1,
      sourceFile: "test.json",
      items: {
        create: {
          number: 0,
          imagePath: "a.png",
          imageHash: picture,
          questionType: 0,
          concern: 0,
          question: "Is it sharp?",
          options: ["Yes", "No"],
          correctOption: 1,
        },
      },
    },
  });
  await db().model.create({ data: { slug: "mine", name: "Mine" } });
  const submission = await db().submission.create({
    data: {
      kind: "endpoint",
      owner: { connect: { email: "owner@example.org" } },
      model: { connect: { slug: "mine" } },
      runs: {
        create: {
          datasetId: dataset.id,
          status: "finished",
          protocolVersion: "perception-v1",
          promptVersion: "p1",
          parserVersion: "r1",
          total: 1,
          finishedAt: new Date(),
          batches: { create: { number: 0, firstItem: 0, lastItem: 0, state: "done", done: 1 } },
          entries: {
            create: {
              model: { connect: { slug: "mine" } },
              task: "perception",
              datasetSlug: "hidden-set",
              source: "measured",
              approvedAt: new Date(),
              scores: { create: { metric: "accuracy", slice: "overall", value: 0, n: 1 } },
            },
          },
          results: { create: { item: 0, outcome: "wrong", parsed: 0, parsedBy: "letter", response: "A" } },
        },
      },
    },
  });
  id = submission.id;
});

describe("a private submission", () => {
  it("is there for its owner only", async () => {
    expect((await getSubmission(request(owner), at())).status).toBe(200);
    for (const token of [null, stranger]) {
      for (const get of [getSubmission, getEvents, getCsv]) {
        expect((await get(request(token), at())).status).toBe(404);
      }
      expect((await publish(request(token, { method: "POST" }), at())).status).toBe(404);
    }
  });

  it("streams its items without the hidden answers", async () => {
    const response = await getCsv(request(owner), at());
    expect(response.headers.get("content-disposition")).toContain(`hidden-set-${id}.csv`);
    const text = await response.text();
    expect(text).toContain("answered");
    expect(text).not.toMatch(/correct|wrong/);
  });

  it("tells its end once: all of it, then no more to those who know", async () => {
    const response = await getEvents(request(owner), at());
    const text = await response.text();
    expect(text).toMatch(/^event: status\ndata: .*"finished".*\n\nid: finished-1-0\nevent: progress\n/);
    const again = await getEvents(request(owner, { headers: { "last-event-id": "finished-1-0" } }), at());
    expect(again.status).toBe(204);
  });

  it("has so many streams of one account and no more, each place free again when its reader leaves", async () => {
    const open = await Promise.all(Array.from({ length: 20 }, () => getEvents(request(owner), at())));
    expect(open.every(({ status }) => status === 200)).toBe(true);
    const more = await getEvents(request(owner), at());
    expect(more.status).toBe(429);
    expect(more.headers.get("retry-after")).toBe("30");
    await open[0]?.body?.cancel();
    const again = await getEvents(request(owner), at());
    expect(again.status).toBe(200);
    for (const { body } of [...open.slice(1), again]) await body?.cancel();
  });

  it("is everybody's to see, and its owner's to change, once published", async () => {
    expect((await publish(request(owner, { method: "POST" }), at())).status).toBe(200);
    const seen = await getSubmission(request(null), at());
    expect(await seen.json()).toMatchObject({ endpoint: null, may: { unpublish: false } });
    expect((await publish(request(stranger, { method: "POST" }), at())).status).toBe(403);
  });
});

it("refuses a wrong submission with every problem under its field", async () => {
  const body = JSON.stringify({ model: {}, endpoint: { protocol: "x", baseUrl: "ftp://x" }, datasets: [] });
  const response = await submit(request(owner, { method: "POST", body }), { params: Promise.resolve({}) });
  const { error } = await response.json();
  expect(response.status).toBe(400);
  expect(Object.keys(error.fields)).toEqual(
    expect.arrayContaining(["model.name", "endpoint.protocol", "endpoint.baseUrl", "datasets"]),
  );
});

it("serves the bytes of an item's picture, and of nothing else", async () => {
  const image = (hash: string, init?: RequestInit) =>
    getImage(request(null, init), { params: Promise.resolve({ hash }) });
  const response = await image(picture);
  expect(await response.text()).toBe("the bytes of a picture");
  expect(response.headers.get("cache-control")).toContain("immutable");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect((await image(picture, { headers: { "if-none-match": `"${picture}"` } })).status).toBe(304);
  expect((await image(spare)).status).toBe(404);
  expect((await image("../../etc/passwd")).status).toBe(404);
});

describe("a file of a run's items", () => {
  const asked = (headers: Record<string, string> = {}) => getCsv(request(owner, { headers }), at());

  it("is sent again only when something in it has changed", async () => {
    const first = await asked();
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{32}"$/);
    await first.text();
    for (const known of [etag, `"other", W/${etag}`, "*"]) {
      const again = await asked({ "if-none-match": known });
      expect({ status: again.status, text: await again.text() }).toEqual({ status: 304, text: "" });
    }
    await db().run.updateMany({ where: { submissionId: id }, data: { finishedAt: new Date() } });
    const changed = await asked({ "if-none-match": etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).not.toBe(etag);
    await changed.text();
    await db().run.updateMany({ where: { submissionId: id }, data: { status: "running" } });
    const running = await asked({ "if-none-match": etag });
    expect({ status: running.status, etag: running.headers.get("etag") }).toEqual({
      status: 200,
      etag: null,
    });
    await running.text();
    await db().run.updateMany({ where: { submissionId: id }, data: { status: "finished" } });
  });

  it("has a few readers of one account at once, some who wait, and leaves place for others", async () => {
    const open = await Promise.all([asked(), asked(), asked()]);
    const left = new AbortController();
    const waiting = Array.from({ length: 7 }, () => getCsv(request(owner, { signal: left.signal }), at()));
    expect((await Promise.race(waiting)).status).toBe(429);
    await publish(request(owner, { method: "POST" }), at());
    const other = await getCsv(request(stranger), at());
    expect(other.status).toBe(200);
    await other.text();
    await open[0]?.text();
    const begun = waiting.map(async (answer) => (await answer).status === 200 || new Promise(() => {}));
    expect(await Promise.race(begun)).toBe(true);
    left.abort();
    for (const answer of [...open.slice(1), ...(await Promise.all(waiting))]) await answer.body?.cancel();
    const again = await asked();
    expect(again.status).toBe(200);
    await again.text();
  });
});
