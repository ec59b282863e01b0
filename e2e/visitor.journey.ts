import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { boardRow } from "#/e2e/board-row.ts";

const board = "/leaderboard/perception?dataset=demo-perception-dev";
const reference = "Reference endpoint";

test("the rows are in the server's HTML", async ({ request }) => {
  const html = await (await request.get(board)).text();
  expect(html).toContain(reference);
});

test("home leads to the leaderboards", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Perception" }).click();
  await expect(page).toHaveURL(/\/leaderboard\/perception/);
  await expect(page.getByRole("heading", { level: 1, name: "Perception" })).toBeVisible();
});

test("a column is sorted from the keyboard, and the address keeps it", async ({ page }) => {
  await page.goto(board);
  const sort = page.getByRole("columnheader").getByRole("button").last();
  await sort.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sort=/);
  const sorted = page.locator("[aria-sort=ascending], [aria-sort=descending]");
  await expect(sorted).toHaveCount(1);
  await page.reload();
  await expect(sorted).toHaveCount(1);
});

test("search and kind leave the rows asked for", async ({ page }) => {
  await page.goto(board);
  await page.getByRole("searchbox", { name: "Search" }).fill("reference");
  await expect(page).toHaveURL(/q=reference/);
  await expect(boardRow(page, reference)).toBeVisible();
  await expect(boardRow(page, "Random guess")).toBeHidden();
  await page.goto(`${board}&kind=baseline`);
  await expect(boardRow(page, reference)).toBeHidden();
});

test("the CSV holds what is seen", async ({ page }) => {
  await page.goto(`${board}&q=reference`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV of what is shown" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
  expect(rows).toHaveLength(1);
  expect(Object.values(rows[0] ?? {})).toContain(reference);
});

test("theme and language are chosen and kept", async ({ page }) => {
  await page.goto(board);
  await page.getByRole("button", { name: /Theme/ }).click();
  const theme = await page.locator("html").getAttribute("class");
  await page.reload();
  await expect(page.locator("html")).toHaveClass(theme ?? "");
  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("heading", { level: 1, name: "感知" })).toBeVisible();
});
