import { expect, type Page, test } from "@playwright/test";
import { boardRow } from "#/e2e/board-row.ts";

test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme: "light" });

test("on a phone figures scroll under rank and name, a model is opened, language and theme are chosen", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Perception" }).tap();
  await expect(page.getByRole("heading", { level: 1, name: "Perception" })).toBeVisible();
  await page.getByLabel("Dataset").selectOption({ label: "Demo perception dev" });

  const row = boardRow(page, "Reference endpoint").first();
  await row.scrollIntoViewIfNeeded();
  const parts = [".board-rank", ".board-name", "td[data-c]"].map((part) => row.locator(part).first());
  const places = async () =>
    Promise.all(parts.map(async (part) => Math.round((await part.boundingBox())?.x ?? Number.NaN)));
  const [rank, name, figure = 0] = await places();
  const box = await row.boundingBox();
  await swipeLeft(page, Math.round((box?.y ?? 0) + (box?.height ?? 0) / 2));
  await expect.poll(async () => (await places())[2]).toBeLessThan(figure - 100);
  expect((await places()).slice(0, 2)).toEqual([rank, name]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await row.getByRole("link", { name: "Reference endpoint" }).tap();
  await expect(page.getByRole("heading", { level: 1, name: "Reference endpoint" })).toBeVisible();
  await page.getByRole("button", { name: "中文" }).tap();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page).toHaveURL(/\/models\/reference-endpoint$/);
  const theme = page.getByRole("button", { name: /^主题/ });
  await theme.tap();
  await theme.tap();
  await expect(page.locator("html")).toHaveClass(/\bdark\b/);
  await page.reload();
  await expect(page.locator("html")).toHaveClass(/\bdark\b/);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
});

/**
 * A finger that moves over the screen at this height: Playwright itself can only tap. Waits until the table has glided to
 * rest, since the next tap would only stop it.
 */
async function swipeLeft(page: Page, y: number): Promise<void> {
  const rested = page.evaluate(
    () =>
      new Promise<void>((done) =>
        document.addEventListener("scrollend", () => done(), { capture: true, once: true }),
      ),
  );
  const touch = await page.context().newCDPSession(page);
  const at = (type: "touchStart" | "touchMove", x: number) =>
    touch.send("Input.dispatchTouchEvent", { type, touchPoints: [{ x, y }] });
  await at("touchStart", 340);
  for (let x = 330; x >= 100; x -= 10) await at("touchMove", x);
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await rested;
}
