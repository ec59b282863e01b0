import { readFile, writeFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { newAccount, signUp } from "#/e2e/accounts.ts";
import { expectAccessible } from "#/e2e/axe.ts";
import { boardCommand } from "#/e2e/board-command.ts";
import { boardRow } from "#/e2e/board-row.ts";
import { importDrawnSet } from "#/e2e/drawn-set.ts";
import { drawBmp } from "#/test/draw-bmp.ts";
import { type ReceivedCall, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { completionBody, failing, json } from "#/test/misbehaviours.ts";
import { drawNumbered } from "#/test/numbered-picture.ts";
import { sayNumbers } from "#/test/seeing-server.ts";

const itemOf = ({ body }: ReceivedCall) => /Item (\d+):/.exec(JSON.stringify(body))?.[1];

/** Answers items rightly and the drift check's questions as a model with eyes does. */
async function say(call: ReceivedCall): Promise<string> {
  const item = itemOf(call);
  if (item !== undefined) return "ABC"[Number(item) % 3] ?? "";
  return (await sayNumbers(call.body)) ?? "A house under a blue sky.";
}

async function submit(page: Page, model: string, url: string, dataset: string): Promise<void> {
  await page.goto("/submit");
  await page.getByLabel("Model name").fill(model);
  await page.getByLabel("Base URL").fill(url);
  await page.getByLabel("Model id").fill("test-model");
  await page.getByRole("checkbox", { name: dataset }).check();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page).toHaveURL(/\/submissions\/[0-9a-f-]{36}$/);
}

const status = (page: Page, word: string) => page.getByText(word, { exact: true }).first();

test("a run pauses after the model was swapped, goes on once it is back, and its receipt can be trusted", async ({
  page,
}, info) => {
  test.setTimeout(240_000);
  const slug = `swapped-${Date.now()}`;
  expect(await importDrawnSet(slug, 640, drawNumbered)).toMatchObject({ code: 0 });
  let items = 0;
  let isSwapped = false;
  await using server = await startMisbehavingEndpoint((call) => async (response) => {
    if (itemOf(call) !== undefined) items += 1;
    if (items === 560) isSwapped = true;
    const model = isSwapped ? "mind-2" : "mind-1";
    json(completionBody({ content: await say(call), model }))(response);
  });
  await signUp(page, newAccount());
  await submit(page, "Swapped", server.url, slug);

  await expect(status(page, "paused")).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/calls its model mind-2; at the start it was mind-1\./)).toBeVisible();
  await expect(page.getByText(/say that the endpoint was another|says that the endpoint was/)).toBeVisible();
  await expectAccessible(page);

  isSwapped = false;
  const asked = items;
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(status(page, "finished")).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText("640 done")).toBeVisible();
  expect(items - asked).toBeGreaterThanOrEqual(640 - 560);
  expect(items - asked).toBeLessThan(640);
  await expect(page.getByRole("row", { name: /^All/ })).toContainText("100.0");

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download receipt" }).click();
  const file = await (await download).path();
  const verified = await boardCommand("receipts", "verify", file);
  expect(verified).toMatchObject({ code: 0, stdout: expect.stringMatching(/verified +yes/) });

  const bytes = await readFile(file);
  const index = bytes.indexOf('"items": 640') + '"items": 64'.length;
  bytes[index] = "1".charCodeAt(0);
  const changed = info.outputPath("changed.json");
  await writeFile(changed, bytes);
  const refused = await boardCommand("receipts", "verify", changed);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("The receipt was changed after it was signed. Do not trust it.");
});

test("pictures that were sent in another form are counted beside the score, everywhere it is shown", async ({
  page,
  request,
}) => {
  const slug = `converted-${Date.now()}`;
  const model = `Converted ${Date.now()}`;
  const draw = async (item: number) =>
    item < 3 ? drawBmp(new Uint8Array(8 * 8 * 3).fill(item * 60), 8, 8) : drawNumbered(item);
  expect(await importDrawnSet(slug, 12, draw)).toMatchObject({ code: 0 });
  await using server = await startMisbehavingEndpoint((call) => async (response) => {
    const refused = JSON.stringify(call.body).includes("image/bmp");
    if (refused) return failing(400, "Unsupported image type image/bmp.")(response);
    json(completionBody({ content: await say(call) }))(response);
  });
  await signUp(page, newAccount());
  await submit(page, model, server.url, slug);
  await expect(status(page, "finished")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^Sent once more, by cause: picture refused \d+\./)).toContainText(
    "3 items were answered on a converted picture",
  );
  await expect(page.getByText("sent as PNG of the BMP")).toHaveCount(3);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("button", { name: "Publish now" }).click();
  await expect(page.getByText(/Everyone sees the scores/)).toBeVisible();

  await page.goto(`/leaderboard/perception?dataset=${slug}`);
  const row = boardRow(page, model);
  await expect(row).toContainText("25.0 % on converted pictures");
  await row.getByRole("link", { name: model }).click();
  const run = page.getByRole("region", { name: "Published runs" }).getByRole("row").filter({ hasText: slug });
  await expect(run).toContainText("25.0 % on converted pictures");
  const board = await request.get(`/api/v1/leaderboards/perception?dataset=${slug}`);
  const { rows } = (await board.json()) as { rows: { model: { name: string }; converted?: number }[] };
  expect(rows.find((row) => row.model.name === model)).toMatchObject({
    converted: 0.25,
    scores: { overall: { value: 1 } },
  });
});
