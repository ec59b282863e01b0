import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { newAccount, signIn, signUp } from "#/e2e/accounts.ts";
import { boardCommand } from "#/e2e/board-command.ts";
import { type Fixtures, fixturesFile, pairs, secondModel, signedIn } from "#/e2e/fixtures.ts";
import { startSecondModel } from "#/e2e/second-model.ts";
import { drawBmp } from "#/test/draw-bmp.ts";
import { startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { json } from "#/test/misbehaviours.ts";

const datasets = ["demo-perception-dev", "demo-description", "demo-assessment"];

test("a second model, pairs of pictures, an owner and an administrator are on the board", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const owner = newAccount();
  await signUp(page, owner);
  await page.context().storageState({ path: signedIn.owner });
  const [submitted, refused] = await Promise.all([
    evaluate(page, baseURL ?? ""),
    beRefused(page, baseURL ?? ""),
    importPairs(),
  ]);

  const admin = newAccount();
  const made = await boardCommand("users", "create", admin.email, "--admin", "--json");
  const office = await (await browser.newContext()).newPage();
  await signIn(office, { email: admin.email, ...(JSON.parse(made.stdout) as { password: string }) });
  await office.context().storageState({ path: signedIn.admin });
  await office.context().close();
  await writeFile(fixturesFile, JSON.stringify({ owner, ...submitted, ...refused } satisfies Fixtures));
});

async function evaluate(page: Page, origin: string): Promise<Pick<Fixtures, "submission" | "model">> {
  await using endpoint = await startSecondModel();
  const id = await submit(page, origin, secondModel, endpoint.url, datasets);
  await expect.poll(async () => (await view(page, id)).status, { timeout: 240_000 }).toBe("finished");
  const published = await page.request.post(`/api/v1/submissions/${id}/publish`, { headers: { origin } });
  expect(published.status()).toBe(200);
  return { submission: id, model: (await view(page, id)).model.slug };
}

/** An endpoint that knows no key. */
async function beRefused(page: Page, origin: string): Promise<Pick<Fixtures, "refused">> {
  await using endpoint = await startMisbehavingEndpoint([json({ error: { message: "No such key." } }, 401)]);
  const id = await submit(page, origin, "Refused model", endpoint.url, datasets.slice(0, 1));
  await expect.poll(async () => (await view(page, id)).status, { timeout: 60_000 }).toBe("paused");
  return { refused: id };
}

async function submit(
  page: Page,
  origin: string,
  name: string,
  baseUrl: string,
  sets: string[],
): Promise<string> {
  const sent = await page.request.post("/api/v1/submissions", {
    headers: { origin },
    data: {
      model: { name },
      endpoint: { protocol: "openai", baseUrl, model: "test-model", concurrency: 8 },
      datasets: sets,
    },
  });
  expect(sent.status(), await sent.text()).toBe(201);
  return ((await sent.json()) as { id: string }).id;
}

async function view(page: Page, id: string): Promise<{ status: string; model: { slug: string } }> {
  return (await page.request.get(`/api/v1/submissions/${id}`)).json();
}

async function importPairs(): Promise<void> {
  const folder = join(process.env.BOARD_DATA_DIR ?? "", pairs);
  await mkdir(folder);
  for (const [name, shade] of [
    ["a.bmp", 60],
    ["b.bmp", 190],
  ] as const)
    await writeFile(join(folder, name), drawBmp(new Uint8Array(64 * 48 * 3).fill(shade), 64, 48));
  const question = {
    type: 0,
    concern: 0,
    question: "Is the first picture darker than the second?",
    img_path: "a.bmp_cat_b.bmp",
    candidates: ["Yes", "No"],
    correct_ans: "Yes",
  };
  const file = join(folder, "pairs.jsonl");
  await writeFile(file, `${JSON.stringify(question)}\n`);
  const flags = ["--as", "q-bench2", "--slug", pairs, "--images", folder, "--answers", "public"];
  const imported = await boardCommand("datasets", "import", file, ...flags);
  expect(imported.stderr + imported.code).toBe("0");
}
