import { expect, test } from "@playwright/test";
import { newAccount, signUp } from "#/e2e/accounts.ts";
import { expectAccessible } from "#/e2e/axe.ts";

const pages = [
  "/",
  "/leaderboard/perception?dataset=demo-perception-dev",
  "/leaderboard/perception?dataset=demo-perception-dev&view=cell",
  "/leaderboard/description",
  "/leaderboard/assessment",
  "/datasets",
  "/datasets/demo-perception-dev?solved=some",
  "/datasets/demo-perception-dev/items/3?model=reference-endpoint",
  "/datasets/demo-perception-dev/matrix",
  "/datasets/demo-assessment?model=reference-endpoint&order=disputed",
  "/models/reference-endpoint",
  "/compare",
  "/methodology",
  "/docs/api",
  "/sign-in",
  "/sign-up",
];

for (const [width, scheme] of [
  [1440, "light"],
  [390, "dark"],
] as const)
  test.describe(`${width} px wide, ${scheme}`, () => {
    test.use({ viewport: { width, height: 844 }, colorScheme: scheme });

    for (const path of pages)
      test(`${path} is accessible and fits`, async ({ page }) => {
        const answer = await page.goto(path);
        expect(answer?.status()).toBe(200);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      });

    for (const path of ["/submit", "/submissions", "/account"])
      test(`${path} is accessible and fits, signed in`, async ({ page }) => {
        await signUp(page, newAccount());
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      });
  });
