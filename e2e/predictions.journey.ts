import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { newAccount, signUp } from "#/e2e/accounts.ts";
import { expectAccessible } from "#/e2e/axe.ts";
import { boardCommand } from "#/e2e/board-command.ts";

let folder = "";
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-upload-"));
  const items = Array.from({ length: 120 }, (_, n) => ({ img_path: `${n}.png`, gt_score: (n * 53) % 120 }));
  await writeFile(join(folder, "mos.json"), JSON.stringify(items));
  const imported = await boardCommand(
    ...[
      "datasets",
      "import",
      join(folder, "mos.json"),
      "--as",
      "iqa",
      "--slug",
      "upload-mos",
      "--answers",
      "public",
    ],
  );
  expect(imported.stderr + imported.code).toBe("0");
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

async function openForm(page: Page, name: string, content: string): Promise<void> {
  await writeFile(join(folder, name), content);
  await page.goto("/submit");
  await page.getByRole("link", { name: "Upload answers instead" }).click();
  await page.getByLabel("Dataset").selectOption("upload-mos");
  await page.getByLabel("Model name").fill("Uploaded");
  await page.getByLabel("File").setInputFiles(join(folder, name));
}

test("a file is checked, submitted by keyboard and stands as a finished submission", async ({ page }) => {
  await signUp(page, newAccount());
  // Like the official outputs: objects one after another, nothing between them.
  const objects = Array.from({ length: 120 }, (_, n) =>
    JSON.stringify({ img_path: `${n}.png`, logit_good: ((n * 53) % 120) / 7, logit_poor: 3 }),
  );
  await openForm(page, "outputs.json", objects.join(""));
  await page.getByLabel("Model name").press("Enter");
  await expect(page.getByRole("heading", { name: "What would be scored" })).toBeVisible();
  await expect(page.getByText("120 of 120 items have a prediction: coverage 100%.")).toBeVisible();
  await expect(page.getByRole("row", { name: /^SRCC 1\.000/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Submit" }).press("Enter");
  await expect(page).toHaveURL(/\/submissions\/[0-9a-f-]{36}$/);
  await expect(page.getByText(/^finished$/).first()).toBeVisible();
});

test("a file that cannot be scored is refused with its lines, and a change asks for a new check", async ({
  page,
}) => {
  await signUp(page, newAccount());
  await openForm(page, "wrong.csv", "img_path,score\n0.png,1\n1.png,many\n0.png,2\nelse.png,3\n");
  await page.getByRole("button", { name: "Check" }).click();
  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert.getByRole("listitem")).toHaveCount(3);
  await expect(alert).toContainText("line 3");
  await expect(alert).toContainText("line 4: contradicts line 2");
  await page.getByLabel("Model name").fill("Another");
  await expect(alert).toBeHidden();
  await expect(page.getByLabel("Model name")).toHaveValue("Another");
});
