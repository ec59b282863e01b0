import { expect, test } from "@playwright/test";
import { newAccount, signIn, signUp } from "#/e2e/accounts.ts";
import { expectAccessible } from "#/e2e/axe.ts";
import { boardCommand } from "#/e2e/board-command.ts";

test("an administrator sees what runs and sets a quota, which the audit log keeps; nobody else gets in", async ({
  browser,
  page,
}) => {
  const user = newAccount();
  await signUp(page, user);
  const refused = await page.goto("/admin");
  expect(refused?.status()).toBe(404);

  const admin = newAccount();
  const made = await boardCommand("users", "create", admin.email, "--admin", "--json");
  const { password } = JSON.parse(made.stdout) as { password: string };
  const office = await (await browser.newContext({ locale: "en-US" })).newPage();
  await signIn(office, { email: admin.email, password });
  await office.goto("/admin");
  for (const name of ["Queue and workers", "Runs", "Failures by cause", "Judge", "Datasets", "Users"])
    await expect(office.getByRole("heading", { name, exact: true })).toBeVisible();
  await expect(office.getByRole("link", { name: "Reference endpoint" }).first()).toBeVisible();
  await expect(office.getByRole("button", { name: "Drain" })).toBeVisible();
  const quota = office.getByLabel(`Submissions of ${user.email} in 24 hours`);
  await quota.fill("7");
  await office.getByRole("button", { name: `Save the quota of ${user.email}` }).click();
  await expect(office.getByText("Saved.")).toBeVisible();
  const entry = office.getByRole("row").filter({ hasText: "set a quota" }).filter({ hasText: user.email });
  await expect(entry).toContainText("submissionsADay 7");
  await office.reload();
  await expect(quota).toHaveValue("7");
  await expectAccessible(office);
  await office.context().close();
});
