import { provideBrowser, provideProgram } from "#/scripts/suites/provide-program.ts";
import { runPlaywright, runQuickBench, runVitest } from "#/scripts/suites/run-suites.ts";
import type { Outcome } from "#/scripts/suites/suite-outcome.ts";
import { ensureWebBuild } from "#/server/web-build.ts";
import { leftOut } from "#/test/left-out.ts";

const asked = process.argv.slice(2);
const isJourney = (path: string) => /^(\.\/)?e2e(\/|$)/.test(path);
const journeys = asked.filter(isJourney);
const files = asked.filter((path) => !isJourney(path));
const all = asked.length === 0;

const outcomes: Outcome[] = [];
const closing: { line: string; required: boolean }[] = [];

if (all || files.length > 0) {
  if (all) await provideProgram("redis-server", "redis-server");
  outcomes.push(await runVitest(files));
  for (const { why, files: left, required } of leftOut())
    closing.push({ line: `Left out: ${left.join(", ")}: ${why}.`, required });
}
if (all) for (const name of ["faults", "strangers"] as const) outcomes.push(await runQuickBench(name));
if (all || journeys.length > 0) {
  const browser = await provideBrowser();
  if (browser) outcomes.push(await journeyOutcome(() => runPlaywright(browser, journeys)));
  else
    closing.push({ line: "Left out: e2e/: there is no browser and none can be installed.", required: true });
}

const total = (count: keyof Outcome) => outcomes.reduce((sum, outcome) => sum + outcome[count], 0);
const missed = process.env.CI === "true" ? closing.filter(({ required }) => required).length : 0;
if (total("skipped") > 0) console.log(`${total("skipped")} tests skipped themselves.`);
for (const { line } of closing) console.log(line);
if (missed > 0) console.log("With CI=true a suite left out is a failure.");
const failed = total("failed") + missed;
console.log(`${total("passed")} passed, ${failed} failed`);
process.exitCode ||= failed > 0 ? 1 : 0;

async function journeyOutcome(run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    await ensureWebBuild((line) => console.log(line));
    return await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
