import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { newAccount, signIn } from "#/e2e/accounts.ts";
import { boardCommand } from "#/e2e/board-command.ts";

const question = {
  type: 0,
  concern: 0,
  question: "Is this picture sharp?",
  img_path: "a.jpg",
  candidates: ["Yes", "No"],
  correct_ans: "Yes",
};

let folder = "";
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "q-bench-board-journey-"));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

async function importing(name: string, items: unknown): Promise<string[]> {
  const file = join(folder, `${name}.json`);
  await writeFile(file, typeof items === "string" ? items : JSON.stringify(items));
  return ["datasets", "import", file, "--as", "llvisionqa", "--slug", name, "--answers", "public", "--json"];
}

test("a dataset imported in the shell has a page, once however often it is imported", async ({ page }) => {
  const command = await importing("journey-set", [question, { ...question, img_path: "b.jpg", type: 2 }]);
  const first = await boardCommand(...command);
  expect(first).toMatchObject({ code: 0, stderr: expect.any(String) });
  expect(JSON.parse(first.stdout)).toMatchObject({ dataset: "journey-set", items: 2, version: 1 });
  const again = await boardCommand(...command);
  expect(JSON.parse(again.stdout)).toMatchObject({ version: 1, unchanged: true });
  await page.goto("/datasets");
  await expect(page.getByRole("main").getByText("journey-set").first()).toBeVisible();
});

test("a wrong file is refused with every problem, and nothing is imported", async () => {
  const broken = await importing("journey-broken", [
    { ...question, correct_ans: "Maybe" },
    question,
    { ...question, type: 9, img_path: "c.jpg" },
  ]);
  const refused = await boardCommand(...broken);
  expect(refused.code).toBe(1);
  const { error } = JSON.parse(refused.stderr || refused.stdout) as { error: { fields: object } };
  expect(Object.keys(error.fields)).toEqual(expect.arrayContaining(["[0].correct_ans", "[2].type"]));
  const cut = await boardCommand(...(await importing("journey-cut", '[{"type":0,')));
  expect(cut.code).toBe(1);
  const { stdout } = await boardCommand("datasets", "list", "--json");
  expect(stdout).toContain("demo-perception-dev");
  expect(stdout).not.toMatch(/journey-(broken|cut)/);
});

test("a user made in the shell signs in", async ({ page }) => {
  const account = newAccount();
  const made = await boardCommand("users", "create", account.email, "--json");
  expect(made.code).toBe(0);
  const { password } = JSON.parse(made.stdout) as { password: string };
  await signIn(page, { email: account.email, password });
  await page.goto("/account");
  await expect(page.getByText(account.email).first()).toBeVisible();
});

test("a wrong command is usage, not a stack", async () => {
  const wrong = await boardCommand("datasets", "import");
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).not.toMatch(/\n\s+at /);
});
