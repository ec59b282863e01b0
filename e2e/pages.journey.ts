import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { declaredRights } from "#/app/declared-rights.ts";
import { expectAccessible } from "#/e2e/axe.ts";
import { type Fixtures, fixturesFile, pairs, signedIn } from "#/e2e/fixtures.ts";
import { routesOnDisk } from "#/test/rights/routes-on-disk.ts";

const dev = "demo-perception-dev";
const two = "/compare?models=reference-endpoint,{model}";

/** Where each page is looked at; {model}, {submission} and {refused} are those of the scene. */
const visits: Record<string, string[]> = {
  "page /": ["/"],
  "page /[...rest]": ["/nowhere"],
  "page /account": ["/account"],
  "page /admin": ["/admin"],
  "page /compare": [
    "/compare",
    ...[dev, "demo-description", "demo-assessment"].map((set) => `${two}&dataset=${set}`),
  ],
  "page /datasets": ["/datasets"],
  "page /datasets/[slug]": [
    `/datasets/${dev}?solved=some`,
    "/datasets/demo-assessment?model=reference-endpoint&order=disputed",
  ],
  "page /datasets/[slug]/items/[key]": [
    `/datasets/${dev}/items/3?model=reference-endpoint`,
    "/datasets/demo-description/items/0",
    `/datasets/${pairs}/items/0`,
  ],
  "page /datasets/[slug]/matrix": [`/datasets/${dev}/matrix`],
  "page /docs/api": ["/docs/api"],
  "page /leaderboard/[task]": [
    `/leaderboard/perception?dataset=${dev}&view=cell&pin=reference-endpoint`,
    "/leaderboard/perception?asof=2026-01-01",
    "/leaderboard/description",
    "/leaderboard/assessment",
  ],
  "page /methodology": ["/methodology"],
  "page /models/[slug]": ["/models/{model}"],
  "page /models/[slug]/scatter": ["/models/{model}/scatter?submission={submission}&dataset=demo-assessment"],
  "page /sign-in": ["/sign-in"],
  "page /sign-up": ["/sign-up"],
  "page /submissions": ["/submissions"],
  "page /submissions/[id]": ["/submissions/{submission}", "/submissions/{refused}"],
  "page /submit": ["/submit"],
  "page /submit/predictions": ["/submit/predictions"],
};

/** The other theme of a width differs in its colours only. */
const looks = [
  { colorScheme: "light", width: 1440, what: "everything" },
  { colorScheme: "dark", width: 1440, what: "colours" },
  { colorScheme: "dark", width: 390, what: "everything" },
  { colorScheme: "light", width: 390, what: "colours" },
] as const;

async function expectFine(page: Page): Promise<void> {
  for (const { colorScheme, width, what } of looks)
    await test.step(`${width} px wide, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await expect.poll(() => themeOfNextFrame(page)).toMatch(new RegExp(`\\b${colorScheme}\\b`));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await expectAccessible(page, what);
    });
}

/** A page is told of another theme when it draws, and where nothing moves it need not. */
function themeOfNextFrame(page: Page): Promise<string> {
  return page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    return document.documentElement.className;
  });
}

const pages = routesOnDisk(fileURLToPath(new URL("..", import.meta.url))).filter((door) =>
  door.startsWith("page "),
);

test("every page is looked at", () => {
  expect(Object.keys(visits).sort()).toEqual(pages);
});

for (const locale of ["en", "zh-CN"])
  for (const who of ["visitor", "owner", "admin"] as const)
    test.describe(`in ${locale}, ${who}`, () => {
      // Tall at first, so that every chart is drawn.
      test.use({
        locale,
        viewport: { width: 1440, height: 6000 },
        ...(who === "visitor" ? {} : { storageState: signedIn[who] }),
      });

      for (const door of pages.filter((page) => visitorOf(page) === who))
        for (const address of visits[door] ?? [])
          test(`${address} is accessible and fits`, async ({ page }) => {
            const scene = JSON.parse(await readFile(fixturesFile, "utf8")) as Fixtures;
            const answer = await page.goto(
              address.replace(/\{(model|submission|refused)\}/g, (_, name: keyof Fixtures) =>
                String(scene[name]),
              ),
            );
            expect(answer?.status()).toBe(declaredRights[door]?.ok ?? 200);
            await expect(page.locator("html")).toHaveAttribute("lang", locale);
            await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
            await expectFine(page);
          });

      if (who === "owner")
        test("/submit with the report of a probe is accessible and fits", async ({ page }) => {
          await page.goto("/submit");
          await page.locator("input[name=baseUrl]").fill(process.env.BOARD_ENDPOINT ?? "");
          await page.locator("input[name=endpointModel]").fill(process.env.BOARD_MODEL ?? "");
          await page.getByRole("button", { name: /^(Probe the endpoint|探测端点)$/ }).click();
          await expect(page.getByText(/The endpoint can be evaluated\.|端点可以/)).toBeVisible({
            timeout: 60_000,
          });
          await expectFine(page);
        });
    });

function visitorOf(door: string): "visitor" | "owner" | "admin" {
  const access = declaredRights[door]?.access;
  if (access === "admin") return "admin";
  return access === "user" || access === "owner" || access === "viewer" ? "owner" : "visitor";
}
