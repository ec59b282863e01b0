import type { Locator, Page } from "@playwright/test";

/** The rows of the leaderboard itself: the charts below say their figures in rows too. */
export function boardRow(page: Page, name: string): Locator {
  return page.locator("table.board tbody tr").filter({ hasText: name });
}
