import { expect, type Page, test } from "@playwright/test";
import { newAccount, signUp } from "#/e2e/accounts.ts";
import { expectAccessible } from "#/e2e/axe.ts";
import { habitServer } from "#/test/habit-server.ts";
import { type Script, startMisbehavingEndpoint } from "#/test/misbehaving-endpoint.ts";
import { failing, json, ok } from "#/test/misbehaviours.ts";
import { seeing } from "#/test/seeing-server.ts";

const key = "sk-journey-0123456789abcdef";
const models = json({ object: "list", data: [{ id: "test-model" }] });

const checkOf = (page: Page, name: string) =>
  page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ has: page.getByText(name, { exact: true }) });

async function probe(page: Page, url: string): Promise<void> {
  await page.getByLabel("Base URL").fill(url);
  await page.getByLabel("Model id").fill("test-model");
  await page.getByLabel("API key").fill(key);
  await page.getByRole("button", { name: "Probe the endpoint" }).click();
  await expect(page.getByRole("button", { name: "Probe the endpoint" })).toBeEnabled({ timeout: 60_000 });
}

const useless: { what: string; script: Script; check: string; words: RegExp }[] = [
  {
    what: "the key is refused",
    script: [failing(401, "Incorrect API key provided: sk-journey-0123456789abcdef.")],
    check: "API key",
    words: /refuse/,
  },
  {
    what: "the model is absent",
    script: (call) =>
      call.method === "GET"
        ? json({ object: "list", data: [{ id: "another-model" }] })
        : failing(404, "The model `test-model` does not exist."),
    check: "Model",
    words: /another-model|does not/,
  },
  {
    what: "pictures are taken and not seen",
    script: (call) => (call.method === "GET" ? models : ok("I think it is 1234 on white.")),
    check: "Sees pictures",
    words: /not see|no images|drop/,
  },
];

for (const { what, script, check, words } of useless)
  test(`a probe fails and says why where ${what}`, async ({ page }) => {
    await using server = await startMisbehavingEndpoint(script);
    await signUp(page, newAccount());
    await page.goto("/submit");
    await probe(page, server.url);
    await expect(page.getByText("The endpoint is not ready.")).toBeVisible();
    await expect(checkOf(page, check).getByRole("img", { name: "failed" })).toBeVisible();
    await expect(checkOf(page, check)).toContainText(words);
    await expect(page.getByRole("region", { name: "What a run would take" })).toHaveCount(0);
    expect(await page.locator("body").innerText()).not.toContain(key);
    expect(server.calls.length).toBeLessThanOrEqual(25);
    await expectAccessible(page);
  });

test("a host that may not be called is refused before anything is sent", async ({ page }) => {
  await signUp(page, newAccount());
  await page.goto("/submit");
  await probe(page, "http://169.254.169.254/v1");
  await expect(page.getByText(/must use https|is not called|is a name of/)).toBeVisible();
  await probe(page, "https://10.0.0.7/v1");
  await expect(page.getByText(/private or special address.*ENDPOINT_ALLOWLIST/)).toBeVisible();
  await expect(page.getByLabel("API key")).toHaveValue(key);
});

test("a probe passes, with the rung and what each dataset would take", async ({ page }) => {
  const honest = habitServer({ prefill: "continued", logprobs: "listed" });
  await using server = await startMisbehavingEndpoint(seeing(honest));
  await signUp(page, newAccount());
  await page.goto("/submit");
  await probe(page, server.url);
  await expect(page.getByText("The endpoint can be evaluated.")).toBeVisible();
  await expect(checkOf(page, "API key").getByRole("img", { name: "fine" })).toBeVisible();
  await expect(checkOf(page, "Sees pictures").getByRole("img", { name: "fine" })).toBeVisible();
  await expect(checkOf(page, "Prefill").getByRole("img", { name: "fine" })).toBeVisible();
  await expect(checkOf(page, "Assessment")).toContainText("Rung P.");
  const estimates = page.getByRole("region", { name: "What a run would take" });
  await expect(estimates.getByRole("row").filter({ hasText: "Demo perception dev" })).toContainText("240");
  expect(server.calls.length).toBeLessThanOrEqual(25);
  await expectAccessible(page);
});
