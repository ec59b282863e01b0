import { expect, test } from "@playwright/test";
import { expectAccessible } from "#/e2e/axe.ts";

const dataset = "/datasets/demo-perception-dev";

test("a figure's items are walked through, enlarged and left by keyboard alone", async ({ page }) => {
  await page.goto(`${dataset}?type=how&concern=distortion&model=reference-endpoint`);
  await expect(page.getByRole("heading", { name: "What Reference endpoint answered" })).toBeVisible();
  const counts = await page.getByText(/^\d+ of \d+ right\.$/).textContent();
  const [right = 0, of = 1] = (counts ?? "").match(/\d+/g)?.map(Number) ?? [];
  await expect(page.getByText(`${((100 * right) / of).toFixed(1)} %`, { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: `Items ${of}` })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: /^#\d+/ }).first().focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(`1 of ${of}`, { exact: true })).toBeVisible();
  // A key that is pressed before the page listens is pressed again, as one would.
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(page.getByText(`2 of ${of}`, { exact: true })).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 15_000 });
  await expect(page).toHaveURL(/model=reference-endpoint/);
  const picture = page.getByRole("img", { name: /picture the question is about/ });
  const width = Number(await picture.getAttribute("width"));
  await page.keyboard.press("+");
  await expect(page.getByRole("button", { name: "2 ×" })).toHaveAttribute("aria-pressed", "true");
  await expect(picture).toHaveCSS("width", `${2 * width}px`);
  await expect(picture).toHaveCSS("image-rendering", "pixelated");
  await expectAccessible(page);
  await page.keyboard.press("0");
  await expect(picture).toHaveCSS("width", `${width}px`);
  await page.keyboard.press("k");
  await expect(page.getByText(`1 of ${of}`, { exact: true })).toBeVisible();
});

test("the matrix opens an item from the keyboard", async ({ page }) => {
  await page.goto(`${dataset}/matrix?type=what`);
  const matrix = page.getByRole("application");
  await matrix.focus();
  await page.keyboard.press("End");
  await expect(page.getByRole("figure").getByRole("status")).toContainText(
    /Reference endpoint, item \d+: right/,
  );
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/items\/\d+\?type=what&order=hardest&model=reference-endpoint$/);
  await page.goto(`${dataset}/matrix`);
  await expectAccessible(page);
});

test("hidden answers stay hidden in the matrix and in every choice of items", async ({ page }) => {
  const hidden = "/datasets/demo-perception-test";
  await page.goto(`${hidden}/matrix`);
  await expect(page.getByText("nobody is told which items a model got right")).toBeVisible();
  await expect(page.getByRole("application")).toHaveCount(0);
  await page.goto(`${hidden}?model=reference-endpoint&outcome=right&solved=all&order=hardest`);
  await expect(page.getByRole("heading", { name: "Items 240" })).toBeVisible();
  await expect(page.getByText(/ of \d+ right\.|models? right|hardest first/)).toHaveCount(0);
});
