import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { type Fixtures, fixturesFile } from "#/e2e/fixtures.ts";
import { keyboard } from "#/e2e/input-drivers.ts";

test("a model is submitted, published and withdrawn without a mouse", async ({ page }) => {
  const { press, type } = keyboard(page);
  const { owner } = JSON.parse(await readFile(fixturesFile, "utf8")) as Fixtures;
  const name = `Typed ${Date.now()}`;
  await page.goto("/");
  await press(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Submit" }));
  await type(page.getByLabel("E-mail"), owner.email);
  await type(page.getByLabel("Password"), owner.password);
  await page.keyboard.press("Enter");

  await type(page.getByLabel("Model name"), name);
  await type(page.getByLabel("Base URL"), process.env.BOARD_ENDPOINT ?? "");
  await type(page.getByLabel("Model id"), process.env.BOARD_MODEL ?? "");
  await press(page.getByRole("button", { name: "Probe the endpoint" }));
  await expect(page.getByText("The endpoint can be evaluated.")).toBeVisible({ timeout: 60_000 });
  await press(page.getByRole("checkbox", { name: "demo-perception-dev" }));
  await press(page.getByRole("button", { name: "Submit" }));
  await expect(page).toHaveURL(/\/submissions\/[0-9a-f-]{36}$/);
  await expect(page.getByText(/^finished$/).first()).toBeVisible({ timeout: 60_000 });

  await press(page.getByRole("button", { name: "Publish", exact: true }));
  await press(page.getByRole("button", { name: "Publish now" }));
  await expect(page.getByText(/Everyone sees the scores/)).toBeVisible();
  await press(page.getByRole("button", { name: "Withdraw", exact: true }));
  await expect(
    page.getByText(/as of earlier days .* still show the figures published until now, but no answers/),
  ).toBeVisible();
  await press(page.getByRole("button", { name: "Withdraw now" }));
  await expect(page.getByRole("button", { name: "Publish", exact: true })).toBeVisible();
});
