import { expect, it } from "vitest";
import { provideEnv } from "#/lib/env.ts";
import { heedStatus, LeaseKeeper } from "#/workers/session/lease-keeper.ts";

provideEnv({
  DATABASE_URL: "postgresql://nowhere.test/board",
  NEXTAUTH_SECRET: "0".repeat(43),
  SECRETS_KEYS: `test:${Buffer.alloc(32).toString("base64")}`,
  LOG_LEVEL: "silent",
});

function causes() {
  return { leaseLost: new AbortController(), paused: new AbortController() };
}

it("holds a lease that was just taken, and one that is renewed, and doubts where it cannot be renewed", async () => {
  let fails = false;
  const renew = async () => {
    if (fails) throw new Error("away");
  };
  const keeper = new LeaseKeeper({ name: "test", leaseMs: 60_000, renew });
  expect(keeper.isLeaseValid).toBe(false);
  fails = true;
  expect(await keeper.beat()).toBe(false);
  expect(keeper.isLeaseValid).toBe(false);
  await expect(keeper.ensureLeaseValid(AbortSignal.abort())).rejects.toThrow();
  fails = false;
  await keeper.ensureLeaseValid(new AbortController().signal);
  expect(keeper.isLeaseValid).toBe(true);
  const leased = new LeaseKeeper({ name: "test", leaseMs: 60_000, renew });
  leased.start({ isLeased: true });
  leased.stop();
  expect(leased.isLeaseValid).toBe(true);
});

it.each([
  [null, true, false],
  ["cancelled", true, false],
  ["finished", true, false],
  ["paused", false, true],
  ["running", false, false],
] as const)("heeds the status %s", (status, isLost, isPaused) => {
  const found = causes();
  heedStatus(status, found);
  expect([found.leaseLost.signal.aborted, found.paused.signal.aborted]).toEqual([isLost, isPaused]);
});

it("lets a judgement go on after its run has finished", () => {
  const found = causes();
  heedStatus("finished", found, (status) => status === "finished");
  expect(found.leaseLost.signal.aborted).toBe(false);
});
