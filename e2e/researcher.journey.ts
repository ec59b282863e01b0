import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { secondModel } from "#/e2e/fixtures.ts";
import { type InputDriver, keyboard, mouse } from "#/e2e/input-drivers.ts";

const reference = "Reference endpoint";

for (const [name, driverOf] of Object.entries({ mouse, keyboard }))
  test(`from a figure to its items, to a comparison and to a paper, by ${name}`, async ({ page }) => {
    const driver = driverOf(page);
    await page.goto("/");
    await driver.press(
      page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Perception" }),
    );
    await expect(page.getByRole("heading", { level: 1, name: "Perception" })).toBeVisible();
    await driver.choose(page.getByLabel("Dataset"), "Demo perception dev");
    await expect(page).toHaveURL(/dataset=demo-perception-dev/);
    await figureToItem(page, driver);
    await driver.press(page.getByRole("heading", { level: 1 }).getByRole("link"));
    await driver.press(page.getByRole("link", { name: "Leaderboard of this dataset" }));
    await compare(page, driver);
    await page.goBack();
    await expectExports(page, driver);
  });

const rowOf = (page: Page, model: string) =>
  page.locator("table.board tbody tr").filter({ has: page.getByRole("link", { name: model, exact: true }) });

async function figureToItem(page: Page, driver: InputDriver): Promise<void> {
  const figure = rowOf(page, reference).locator("td[data-c] a").nth(1);
  const shown = await figure.textContent();
  await driver.pressFigure(figure);
  await expect(page.getByRole("heading", { name: `What ${reference} answered` })).toBeVisible();
  await expect(page.getByText(`${shown} %`, { exact: true })).toBeVisible();
  const counts = (await page.getByText(/^\d+ of \d+ right\.$/).textContent()) ?? "";
  const [right = 0, of = 0] = (counts.match(/\d+/g) ?? []).map(Number);
  expect(((100 * right) / of).toFixed(1)).toBe(shown);

  const [first = "", second = ""] = await page
    .getByRole("main")
    .getByRole("listitem")
    .getByRole("link", { name: /^#\d+/ })
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  await driver.press(page.locator(`main li a[href^="${first}?"]`));
  await expect(page).toHaveURL(new RegExp(`${first}\\?`));
  await expect(page.getByRole("heading", { name: "What models answered" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: reference }).first()).toContainText(
    /right|wrong|correct/,
  );
  await driver.press(page.getByRole("link", { name: "Next →" }));
  await expect(page).toHaveURL(new RegExp(`${second}\\?`));
}

async function compare(page: Page, driver: InputDriver): Promise<void> {
  for (const model of [reference, secondModel])
    await driver.press(page.getByRole("button", { name: `Pin ${model} to the top` }));
  await expect(page.locator("table.board .board-pinned tr")).toHaveCount(2);
  await driver.press(page.getByRole("link", { name: "Compare the pinned models" }));
  await expect(page.getByRole("heading", { level: 1, name: "Compare models" })).toBeVisible();
  const [both = 0, onlyFirst = 0, onlySecond = 0, neither = 0] = await numbersOf(page);
  expect(both + onlyFirst + onlySecond + neither).toBe(240);
  await expect(page.getByText(/exact McNemar, p/).first()).toContainText(
    `${onlyFirst} items only ${reference} got right, ${onlySecond} only ${secondModel}, of 240`,
  );
  await expect(
    page.getByRole("heading", { name: `Items they differ in ${onlyFirst + onlySecond}` }),
  ).toBeVisible();
}

async function numbersOf(page: Page): Promise<number[]> {
  const name = `Right and wrong: ${reference} against ${secondModel}`;
  const cells = page.getByRole("region", { name }).locator("tbody td");
  await expect(cells).toHaveCount(4);
  return (await cells.allTextContents()).map(Number);
}

type Line = { name: string; figures: (string | null)[] };

/** Rows and figures as they are read on the page. */
function linesOf(page: Page): Promise<Line[]> {
  return page.locator("table.board tbody tr[data-r]").evaluateAll((rows) =>
    rows.map((row) => ({
      name: row.querySelector(".board-name a")?.textContent ?? "",
      figures: [...row.querySelectorAll("td[data-c]")].map((cell) => cell.textContent || null),
    })),
  );
}

async function expectExports(page: Page, driver: InputDriver): Promise<void> {
  await expect(page.locator("table.board .board-pinned tr")).toHaveCount(2);
  const lines = await linesOf(page);
  expect(lines.length).toBeGreaterThan(3);
  const percent = (value: string | number | undefined) =>
    value === "" || value === undefined ? null : (100 * Number(value)).toFixed(1);
  const save = async (control: Parameters<InputDriver["press"]>[0]) => {
    const download = page.waitForEvent("download");
    await driver.press(control);
    return readFile(await (await download).path(), "utf8");
  };

  const csv: Record<string, string>[] = parse(
    await save(page.getByRole("link", { name: "CSV of what is shown" })),
    { columns: true, bom: true },
  );
  const json = JSON.parse(await save(page.getByRole("button", { name: "JSON" }))) as {
    tables: {
      columns: { key: string }[];
      rows: { model: { name: string }; figures: Record<string, { value: number } | null> }[];
    }[];
  };
  const keys = json.tables[0]?.columns.map(({ key }) => key) ?? [];
  expect(csv.map((row) => ({ name: row.model, figures: keys.map((key) => percent(row[key])) }))).toEqual(
    lines,
  );
  expect(
    json.tables[0]?.rows.map(({ model, figures }) => ({
      name: model.name,
      figures: keys.map((key) => percent(figures[key]?.value)),
    })),
  ).toEqual(lines);

  const tex = await save(page.getByRole("button", { name: "LaTeX" }));
  const body = tex.slice(tex.indexOf("\\midrule") + "\\midrule".length, tex.indexOf("\\bottomrule"));
  const cells = body
    .trim()
    .split("\n")
    .map((line) => line.replace(/ \\\\$/, "").split(" & "));
  expect(cells.map(([, name = "", , ...figures]) => ({ name, figures }))).toEqual(
    lines.slice(0, 2).map(({ name, figures }) => ({ name, figures: figures.map((figure) => figure ?? "–") })),
  );
}
