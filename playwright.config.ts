import { defineConfig } from "@playwright/test";
import { leftOut } from "#/test/left-out.ts";

/** They need a second model on the board, and look at every page. */
const onScene = ["pages.journey.ts", "researcher.journey.ts", "keyboard.journey.ts"];
const port = Number(process.env.E2E_PORT ?? 13_117);
const left = leftOut().flatMap(({ files }) => files.map((file) => `**/${file}`));
const executablePath = process.env.CHROMIUM_PATH;

export default defineConfig({
  testDir: "e2e",
  testIgnore: left,
  projects: [
    { name: "scene", testMatch: "fixtures.setup.ts" },
    {
      name: "journeys",
      testMatch: "*.journey.ts",
      testIgnore: [...left, ...onScene.map((file) => `**/${file}`)],
    },
    { name: "on the scene", testMatch: onScene, dependencies: ["scene"], fullyParallel: true },
  ],
  outputDir: "test-results",
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://localhost:${port}`,
    locale: "en-US",
    viewport: { width: 1440, height: 900 },
    // Tracing takes a good part of the time, and nobody could open it there.
    trace: process.env.CI ? "off" : "retain-on-failure",
    launchOptions: {
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
      ...(executablePath ? { executablePath } : {}),
    },
  },
  webServer: {
    command: `node --disable-warning=ExperimentalWarning e2e/board.ts --port ${port}`,
    // The board says these when everything is up; named groups become variables that the journeys read.
    wait: {
      stderr:
        /Data: (?<board_data_dir>\S+)[\s\S]*reference endpoint at (?<board_endpoint>\S+) with the model id (?<board_model>\S+)/,
    },
    stderr: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 40_000 },
    timeout: 300_000,
  },
});
