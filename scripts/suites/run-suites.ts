import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "#/scripts/suites/provide-program.ts";
import { runCommand } from "#/scripts/suites/run-command.ts";
import {
  type Outcome,
  playwrightOutcome,
  vitestOutcome,
  withExitCode,
} from "#/scripts/suites/suite-outcome.ts";

export function runVitest(files: string[]): Promise<Outcome> {
  return withReport(async (report) => {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const code = await runCommand("vitest", ["run", ...reporters, ...files]);
    return { code, read: vitestOutcome };
  });
}

export function runPlaywright(browser: Browser, files: string[]): Promise<Outcome> {
  return withReport(async (report) => {
    const env = {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      ...(browser.executablePath ? { CHROMIUM_PATH: browser.executablePath } : {}),
    };
    const code = await runCommand("playwright", ["test", "--reporter=list,json", ...files], { env });
    return { code, read: playwrightOutcome };
  });
}

/** The quick form of a bench that has bounds; one that does not hold fails it. */
export async function runQuickBench(name: "faults" | "strangers"): Promise<Outcome> {
  const node = ["--disable-warning=ExperimentalWarning", "bench/run.ts", name, "--quick"];
  const code = await runCommand(process.execPath, node);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function withReport<Report>(
  run: (file: string) => Promise<{ code: number; read: (report: Report) => Outcome }>,
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "q-bench-board-report-"));
  try {
    const file = join(folder, "report.json");
    const { code, read } = await run(file);
    const text = await readFile(file, "utf8").catch(() => null);
    const outcome = text ? read(JSON.parse(text) as Report) : { passed: 0, failed: 1, skipped: 0 };
    return withExitCode(outcome, code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
