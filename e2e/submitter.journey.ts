import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { newAccount, signUp } from "#/e2e/accounts.ts";
import { boardCommand } from "#/e2e/board-command.ts";
import { boardRow } from "#/e2e/board-row.ts";

const endpoint = process.env.BOARD_ENDPOINT ?? "";
const model = process.env.BOARD_MODEL ?? "";
type Row = Record<string, string>;

async function submitReference(page: Page, name: string, dataset: string): Promise<string> {
  await page.goto("/submit");
  await page.getByLabel("Model name").fill(name);
  await page.getByLabel("Base URL").fill(endpoint);
  await page.getByLabel("Model id").fill(model);
  await page.getByRole("checkbox", { name: dataset }).check();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page).toHaveURL(/\/submissions\/[0-9a-f-]{36}$/);
  await expect(page.getByText(/^finished$/).first()).toBeVisible({ timeout: 60_000 });
  return page.url();
}

async function downloadCsv(page: Page): Promise<Row[]> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).click();
  return parse(await readFile(await (await download).path(), "utf8"), { columns: true, bom: true });
}

test("a model is submitted, watched, published and found, its hidden answers kept", async ({
  page,
  browser,
}) => {
  const name = `Journey ${Date.now()}`;
  const account = newAccount();
  await signUp(page, account);
  await page.goto("/datasets/demo-perception-test");
  await page.getByLabel("Reason").fill("We want to see how our model does.");
  await page.getByRole("button", { name: "Ask for admission" }).click();
  await expect(page.getByText(/Admission has been asked for/)).toBeVisible();
  const granted = await boardCommand("hidden", "grant", account.email, "demo-perception-test");
  expect(String(granted.code), granted.stderr).toBe("0");
  const address = await submitReference(page, name, "demo-perception-test");

  const visitor = await (await browser.newContext()).newPage();
  expect((await visitor.goto(address))?.status()).toBe(404);

  const rows = await downloadCsv(page);
  expect(rows).toHaveLength(240);
  expect(rows.map(({ item }) => Number(item))).toEqual(rows.map((_, index) => index));
  for (const column of ["correct_answer", "correct"])
    expect(Object.keys(rows[0] ?? {})).not.toContain(column);

  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("button", { name: "Publish now" }).click();
  await expect(page.getByText("Publication waits for an administrator's approval.")).toBeVisible();
  await visitor.goto("/leaderboard/perception?dataset=demo-perception-test");
  await expect(boardRow(visitor, name)).toHaveCount(0);
  const approved = await boardCommand("submissions", "publish", address.split("/").at(-1) ?? "");
  expect(String(approved.code), approved.stderr).toBe("0");
  await page.reload();
  await expect(page.getByText(/Everyone sees the scores/)).toBeVisible();
  await visitor.goto("/leaderboard/perception?dataset=demo-perception-test");
  await expect(boardRow(visitor, name)).toBeVisible();
  await visitor.context().close();
});

test("the scores on the page are the sums of the CSV", async ({ page, request }) => {
  const name = `Sums ${Date.now()}`;
  await signUp(page, newAccount());
  await submitReference(page, name, "demo-perception-dev");
  const rows = await downloadCsv(page);
  const share = (of: (row: Row) => boolean) => {
    const chosen = rows.filter(of);
    return chosen.filter(({ correct }) => correct === "true" || correct === "1").length / chosen.length;
  };
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("button", { name: "Publish now" }).click();
  await expect(page.getByText(/Everyone sees the scores/)).toBeVisible();

  const answer = await request.get("/api/v1/leaderboards/perception?dataset=demo-perception-dev");
  const board = (await answer.json()) as {
    rows: { model: { name: string }; scores: Record<string, { value: number; n: number }> }[];
  };
  const scores = board.rows.find(({ model }) => model.name === name)?.scores ?? {};
  expect(scores.overall?.n).toBe(240);
  expect(scores.overall?.value).toBeCloseTo(
    share(() => true),
    9,
  );
  for (const type of ["yes-or-no", "what", "how"])
    expect(scores[type]?.value).toBeCloseTo(
      share((row) => row.question_type === type),
      9,
    );
  for (const concern of ["distortion", "other", "in-context-distortion", "in-context-other"])
    expect(scores[concern]?.value).toBeCloseTo(
      share((row) => row.concern === concern),
      9,
    );
});

test("a form that cannot be right is refused in words, what was typed kept", async ({ page }) => {
  await signUp(page, newAccount());
  await page.goto("/submit");
  await page.getByLabel("Model name").fill("Unreachable");
  await page.getByLabel("Base URL").fill("http://192.168.7.7:8000/v1");
  await page.getByLabel("Model id").fill("x");
  await page.getByRole("checkbox", { name: "demo-perception-dev" }).check();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(page.getByLabel("Model name")).toHaveValue("Unreachable");
});
