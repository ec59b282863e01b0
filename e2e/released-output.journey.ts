import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { newAccount, signUp } from "#/e2e/accounts.ts";
import { expectAccessible } from "#/e2e/axe.ts";
import { boardCommand } from "#/e2e/board-command.ts";
import { boardRow } from "#/e2e/board-row.ts";
import { sharedData } from "#/test/shared-data.ts";

const data = join(sharedData ?? "", "data");

test.beforeAll(async () => {
  const file = join(data, "iqa-mos/agi.json");
  const options = ["--as", "iqa", "--slug", "agiqa-3k", "--answers", "public"];
  const imported = await boardCommand("datasets", "import", file, ...options);
  expect(imported.stderr + imported.code).toContain("0");
});

test("a released output comes to the published figures, and its items can be reached from them", async ({
  page,
}) => {
  await signUp(page, newAccount());
  await page.goto("/submit/predictions");
  await page.getByLabel("Dataset").selectOption("agiqa-3k");
  await page.getByLabel("Model name").fill("Released LLaVA-v1.5");
  await page.getByLabel("File").setInputFiles(join(data, "iqa-outputs/llava_v1.5/agi.json.gz"));
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByText("2,982 of 2,982 items have a prediction: coverage 100%.")).toBeVisible();
  const figure = async (row: RegExp) =>
    Number(await page.getByRole("row", { name: row }).getByRole("cell").first().textContent());
  expect(Math.abs((await figure(/^SRCC 0/)) - 0.664)).toBeLessThanOrEqual(0.003);
  expect(Math.abs((await figure(/^PLCC 0/)) - 0.754)).toBeLessThanOrEqual(0.001);
  expect(Math.abs((await figure(/^SRCC by argmax/)) - 0.607)).toBeLessThanOrEqual(0.003);
  expect(Math.abs((await figure(/^PLCC by argmax/)) - 0.667)).toBeLessThanOrEqual(0.003);
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("columnheader", { name: "MOS" })).toBeVisible();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("button", { name: "Publish now" }).click();
  await expect(page.getByText(/^Published on/)).toBeVisible();

  await page.goto("/leaderboard/assessment?dataset=agiqa-3k&view=argmax");
  const row = boardRow(page, "Released LLaVA-v1.5");
  await expect(row.getByRole("link", { name: "0.607" })).toBeVisible();
  await expect(row).toContainText("good / poor");
  await row.getByRole("link", { name: "0.607" }).click();
  await expect(page.getByRole("heading", { name: "Largest disagreements" })).toBeVisible();
  await expect(page.getByText("A sample: 1,500 of 2,982 items")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("application").focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("figure").getByRole("status")).toContainText("MOS");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/datasets\/agiqa-3k\/items\/\d+$/);
});
