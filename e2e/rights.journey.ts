import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type APIRequestContext, type Browser, expect, test } from "@playwright/test";
import { type Access, declaredRights } from "#/app/declared-rights.ts";
import { type Account, newAccount, signIn, signUp } from "#/e2e/accounts.ts";
import { boardCommand } from "#/e2e/board-command.ts";

const names = ["visitor", "other", "owner", "admin"] as const;
type Name = (typeof names)[number];

const slug = "rights-hidden";
const mos = 61.80339887;
const reference = "zebra-crossing-reference";

let folder = "";
let actors: Record<Name, APIRequestContext>;
let mine = { id: "", model: "" };
let address = "";

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  address = baseURL ?? "";
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-rights-"));
  const rated = Array.from({ length: 60 }, (_, n) => ({ img_path: `${n}.png`, gt_score: mos + n }));
  await importHidden("iqa", slug, rated);
  await importHidden("lldescribe", `${slug}-described`, [{ img_path: "0.png", description: reference }]);
  const admin = newAccount();
  const made = await boardCommand("users", "create", admin.email, "--admin", "--json");
  const { password } = JSON.parse(made.stdout) as { password: string };
  const owner = newAccount();
  actors = {
    visitor: await contextOf(browser),
    other: await contextOf(browser, newAccount(), true),
    owner: await contextOf(browser, owner, true),
    admin: await contextOf(browser, { ...admin, password }),
  };
  for (const words of [
    ["hidden", "files", slug, "on"],
    ["hidden", "grant", owner.email, slug],
  ])
    expect((await boardCommand(...words)).code).toBe(0);
  mine = await upload(actors.owner, "Of the owner");
});

test.afterAll(() => rm(folder, { recursive: true, force: true }));

async function importHidden(format: string, name: string, items: object[]): Promise<void> {
  const file = join(folder, `${name}.json`);
  await writeFile(file, JSON.stringify(items));
  const flags = ["--as", format, "--slug", name, "--answers", "hidden"];
  expect((await boardCommand("datasets", "import", file, ...flags)).code).toBe(0);
}

async function contextOf(browser: Browser, account?: Account, isNew = false): Promise<APIRequestContext> {
  const context = await browser.newContext({ baseURL: address });
  const page = await context.newPage();
  if (account) await (isNew ? signUp : signIn)(page, account);
  await page.close();
  return context.request;
}

async function upload(person: APIRequestContext, model: string) {
  const csv = ["img_path,score", ...Array.from({ length: 60 }, (_, n) => `${n}.png,${(n * 7) % 60}`)].join(
    "\n",
  );
  const sent = await person.post(`/api/v1/predictions?dataset=${slug}&model=${encodeURIComponent(model)}`, {
    data: csv,
    headers: { origin: address },
  });
  expect(sent.status()).toBe(201);
  const { id } = (await sent.json()) as { id: string };
  const view = (await (await person.get(`/api/v1/submissions/${id}`)).json()) as { model: { slug: string } };
  return { id, model: view.model.slug };
}

function pathOf(page: string): string {
  const values: Record<string, string> = { slug, key: "0", task: "assessment", id: mine.id, rest: "nowhere" };
  const path = page.replace("page ", "").replace("/models/[slug]", `/models/${mine.model}`);
  if (path.endsWith("/matrix")) return "/datasets/demo-perception-test/matrix";
  const filled = path.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => values[name] ?? name);
  return filled.endsWith("/scatter") ? `${filled}?submission=${mine.id}&dataset=${slug}` : filled;
}

function pageStatus(access: Access, who: Name, published: boolean, ok = 200): number {
  if (access === "user") return who === "visitor" ? 307 : ok;
  if (access === "guest") return who === "visitor" ? ok : 307;
  if (access === "admin") return who === "admin" ? ok : 404;
  if (access === "published") return published ? ok : 404;
  if (access === "viewer") return published || who === "owner" || who === "admin" ? ok : 404;
  return ok;
}

const pages = Object.entries(declaredRights).filter(([door]) => door.startsWith("page "));

for (const published of [false, true])
  test(`every page answers each person as its policy says, the submission being public: ${published}`, async () => {
    test.setTimeout(300_000);
    if (published) {
      // The owner asks, the administrator approves.
      for (const person of [actors.owner, actors.admin]) {
        const done = await person.post(`/api/v1/submissions/${mine.id}/publish`, {
          headers: { origin: address },
        });
        expect(done.status()).toBe(200);
      }
    }
    const seen: Record<string, number> = {};
    const wanted: Record<string, number> = {};
    for (const [door, { access, ok }] of pages)
      for (const who of names) {
        const answer = await actors[who].get(pathOf(door), { maxRedirects: 0 });
        seen[`${who}: ${door}`] = answer.status();
        wanted[`${who}: ${door}`] = pageStatus(access, who, published, ok);
        await expectNonces(door, answer.headers()["content-security-policy"] ?? "", await answer.text());
        if (who !== "admin") await expectNoAnswers(`${who}: ${door}`, await answer.text());
      }
    expect(seen).toEqual(wanted);
  });

async function expectNonces(door: string, policy: string, html: string): Promise<void> {
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
  expect(policy, door).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
  for (const [tag] of html.matchAll(/<(?:script|style)\b[^>]*>/g))
    expect(tag, door).toContain(`nonce="${nonce}"`);
}

async function expectNoAnswers(place: string, text: string): Promise<void> {
  expect(text, place).not.toContain("61.80");
  expect(text, place).not.toContain(reference);
}

test("an administrator does find the hidden answers where the others looked", async () => {
  const item = await actors.admin.get(`/datasets/${slug}/items/0`);
  expect(await item.text()).toContain("61.80");
  const described = await actors.admin.get(`/datasets/${slug}-described/items/0`);
  expect(await described.text()).toContain(reference);
  for (const who of ["visitor", "other", "owner"] as const)
    await expectNoAnswers(who, await (await actors[who].get(`/datasets/${slug}-described/items/0`)).text());
});

test("no action does for a visitor or another user what is not theirs", async () => {
  test.setTimeout(240_000);
  const hers = await upload(actors.owner, "Private of the owner");
  const before = await (await actors.owner.get(`/api/v1/submissions/${hers.id}`)).text();
  const manifest = JSON.parse(await readFile(".next/server/server-reference-manifest.json", "utf8")) as {
    node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
  };
  const actions = Object.entries(manifest.node).map(([id, action]) => ({ id, ...action }));
  const called: string[] = [];
  for (const { id, filename, exportedName, workers } of actions) {
    const door = `action ${filename}#${exportedName}`;
    called.push(door);
    const access = declaredRights[door]?.access;
    expect(access, `${door} has a policy`).toBeDefined();
    const page = `page ${(Object.keys(workers)[0] ?? "").replace(/^app\/\[locale\]|\/page$/g, "") || "/"}`;
    const path = pathOf(page);
    for (const who of ["visitor", "other"] as const) {
      const answer = await callAction(actors[who], path, id, hers.id);
      if (access === "anyone") continue;
      const text = await answer.text();
      const place = `${who} calls ${door}`;
      expect(text, place).not.toContain('"saved":true');
      expect(text, place).not.toMatch(/qbb_[\w-]{43}/);
      if (who === "visitor")
        expect(answer.headers()["x-action-redirect"] ?? text, place).toContain("/sign-in");
    }
  }
  const declared = Object.keys(declaredRights).filter((door) => door.startsWith("action "));
  expect(called.sort()).toEqual(declared.sort());
  expect(await (await actors.owner.get(`/api/v1/submissions/${hers.id}`)).text()).toBe(before);
});

/** As a form sends it: the state before, then the fields. */
function callAction(person: APIRequestContext, path: string, action: string, submission: string) {
  const fields = { id: submission, submission, user: submission, dataset: "1", answers: "public", name: "" };
  const multipart: Record<string, string> = { "0": JSON.stringify([{ values: {} }, "$K1"]) };
  for (const [name, value] of Object.entries(fields)) multipart[`1_${name}`] = value;
  return person.post(path, {
    multipart,
    headers: { "next-action": action, origin: address, accept: "text/x-component" },
    maxRedirects: 0,
  });
}

test("an action from another site is refused; sign-out from this one ends the session, its copies too", async ({
  browser,
}) => {
  const person = await contextOf(browser, newAccount(), true);
  const manifest = JSON.parse(await readFile(".next/server/server-reference-manifest.json", "utf8")) as {
    node: Record<string, { exportedName: string }>;
  };
  const [id = ""] =
    Object.entries(manifest.node).find((pair) => pair[1].exportedName === "signOutAction") ?? [];
  const signOut = (headers: Record<string, string>) =>
    person.post("/account", {
      data: "[]",
      headers: { "next-action": id, accept: "text/x-component", "content-type": "text/plain", ...headers },
      maxRedirects: 0,
    });
  const status = async () => (await person.get("/api/v1/submissions")).status();
  const foreign = { origin: "https://evil.example", "x-forwarded-host": "evil.example" };
  expect((await signOut(foreign)).ok()).toBe(false);
  expect(await status()).toBe(200);
  const { cookies } = await person.storageState();
  expect((await signOut({ origin: address })).headers()["x-action-redirect"]).toMatch(/^\/;/);
  const thief = (await browser.newContext({ baseURL: address, storageState: { cookies, origins: [] } }))
    .request;
  expect((await thief.get("/api/v1/submissions")).status()).toBe(401);
  const page = await thief.get("/account", { maxRedirects: 0 });
  expect([page.status(), page.headers().location]).toEqual([307, "/sign-in?from=%2Faccount"]);
});

test("scripts without the nonce do not run, and nothing of the board is held up", async ({ page }) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  for (const path of [
    "/",
    "/leaderboard/assessment",
    `/models/${mine.model}`,
    "/compare",
    "/docs/api",
    "/sign-in",
  ]) {
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    expect(refused, path).toEqual([]);
    const ran = await page.evaluate(async () => {
      const place = document.createElement("div");
      place.innerHTML = "<img src='data:,' onerror='document.title = \"taken over\"'>";
      const tried = new Promise((done) => place.firstChild?.addEventListener("error", done));
      document.body.append(place);
      await tried;
      return document.title;
    });
    expect(ran).not.toBe("taken over");
    expect(refused.splice(0).length, path).toBeGreaterThan(0);
  }
});
