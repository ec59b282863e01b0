import { expect, it } from "vitest";
import { playwrightOutcome, vitestOutcome, withExitCode } from "#/scripts/suites/suite-outcome.ts";

it("counts a test file that did not load as a failure", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "failed", assertionResults: [{}] },
    { status: "passed", assertionResults: [{}, {}] },
  ];
  expect(vitestOutcome({ numPassedTests: 2, numFailedTests: 1, numPendingTests: 0, testResults })).toEqual({
    passed: 2,
    failed: 2,
    skipped: 0,
  });
});

it("counts a browser run that broke as a failure", () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
  expect(playwrightOutcome({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 2, skipped: 2 });
});

it("never passes when the runner failed", () => {
  const none = { passed: 0, failed: 0, skipped: 0 };
  expect(withExitCode(none, 1).failed).toBe(1);
  expect(withExitCode(none, 0).failed).toBe(0);
});
