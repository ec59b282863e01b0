import { expect, test } from "@playwright/test";
import { newAccount, signUp } from "#/e2e/accounts.ts";
import { expectAccessible } from "#/e2e/axe.ts";

const endpoint = process.env.BOARD_ENDPOINT ?? "";
const model = process.env.BOARD_MODEL ?? "";

test("eight items are tried before anything is submitted, with a verdict only where answers are public", async ({
  page,
}) => {
  await signUp(page, newAccount());
  await page.goto("/submit");
  await page.getByLabel("Base URL").fill(endpoint);
  await page.getByLabel("Model id").fill(model);
  const items = page.getByRole("listitem").filter({ has: page.getByText("Raw answer", { exact: true }) });
  const tryOn = async (dataset: string) => {
    await page.getByLabel("Dataset of the dry run").selectOption(dataset);
    await page.getByRole("button", { name: "Try eight items" }).click();
    await expect(page.getByText(/8 of 8 items answered/)).toBeVisible({ timeout: 60_000 });
    await expect(items).toHaveCount(8);
  };

  await tryOn("demo-perception-dev");
  await expect(items.first()).toContainText(
    "Answer with the option's letter from the given choices directly.",
  );
  await expect(items.filter({ hasText: /correct: / })).toHaveCount(8);
  for (const picture of await items.getByRole("img").all())
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

  await expectAccessible(page);

  await tryOn("demo-perception-test");
  await expect(page.getByText(/answers of this dataset are hidden/)).toBeVisible();
  await expect(items.filter({ hasText: /correct/ })).toHaveCount(0);

  await tryOn("demo-assessment");
  await expect(page.getByText(/^Rung P, good \/ poor\./)).toBeVisible();
  await expect(items.getByText(/ nat$/)).toHaveCount(8);

  await page.goto("/submissions");
  await expect(page.getByText("You have not submitted a model yet.")).toBeVisible();
});
