import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";

export type Account = { email: string; password: string };

export function newAccount(): Account {
  const id = randomBytes(6).toString("hex");
  return { email: `journey-${id}@example.org`, password: `quiet-river-${id}` };
}

export async function signUp(page: Page, { email, password }: Account): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create the account" }).click();
  await expect(page.getByRole("heading", { name: "Sign up" })).toBeHidden();
}

export async function signIn(page: Page, { email, password }: Account): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeHidden();
}
