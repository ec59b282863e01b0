import type { RateRule } from "#/lib/rate-limit.ts";

const minute = 60;
const hour = 60 * minute;

/** How often one account, address or user may ask for what; each with what it is told. */
export const rateRules = {
  signIn: { name: "sign-in", points: 10, seconds: 15 * minute },
  signInAddress: { name: "sign-in-address", points: 100, seconds: 15 * minute },
  signInStrangers: { name: "sign-in-strangers", points: 30, seconds: hour },
  signInSlow: { name: "sign-in-slow", points: 1, seconds: 10 },
  signInSlower: { name: "sign-in-slower", points: 1, seconds: minute },
  // Not a limit, but how long is remembered who signed in from where; longer ones overflow a timer.
  signedIn: { name: "signed-in", points: 1, seconds: 20 * 24 * hour },
  signUp: { name: "sign-up", points: 60, seconds: hour },
  password: { name: "password", points: 10, seconds: 15 * minute },
  probe: { name: "probe", points: 20, seconds: 10 * minute },
  dryRun: { name: "dry-run", points: 20, seconds: 10 * minute },
  submit: { name: "submit", points: 120, seconds: 10 * minute },
  upload: { name: "upload", points: 120, seconds: 10 * minute },
  retry: { name: "retry", points: 60, seconds: 10 * minute },
  // Each is a line of the public ledger and takes every kept page away; what is taken back was published before.
  publish: { name: "publish", points: 20, seconds: 10 * minute },
  publishAgain: { name: "publish-again", points: 10, seconds: 24 * hour },
  export: { name: "export", points: 120, seconds: 10 * minute },
  pastBoard: { name: "past-board", points: 120, seconds: 10 * minute, perProcess: true },
  token: { name: "token", points: 30, seconds: hour },
  apiWrite: { name: "api-write", points: 300, seconds: minute },
  apiRead: { name: "api-read", points: 1200, seconds: minute, perProcess: true },
} as const satisfies Record<string, RateRule>;

export type RateRuleName = Exclude<keyof typeof rateRules, "signInStrangers" | "signedIn">;

const slowWords =
  "Many addresses try to sign in to this account. Wait a minute, then try again, or sign in from where you did before.";

export const rateWords: Record<RateRuleName, string> = {
  signIn: "Too many attempts to sign in. Wait 15 minutes, then try again.",
  signInAddress: "Too many attempts to sign in. Wait 15 minutes, then try again.",
  signInSlow: slowWords,
  signInSlower: slowWords,
  signUp: "Too many accounts were opened from this address. Wait an hour, then try again.",
  password: "Too many attempts to change the password. Wait 15 minutes, then try again.",
  probe: "Too many endpoints were probed. Wait 10 minutes, then try again.",
  dryRun: "Too many dry runs were asked for. Wait 10 minutes, then try again.",
  submit: "Too many submissions were started at once. Wait 10 minutes, then try again.",
  upload: "Too many files were sent. Wait 10 minutes, then try again.",
  retry: "Too many runs were retried. Wait 10 minutes, then try again.",
  publish: "Too many submissions were published at once. Wait 10 minutes, then try again.",
  publishAgain:
    "This submission was published and taken back too often. Leave it as it is for a day, then try again.",
  export: "Too many files were downloaded. Wait 10 minutes, then try again.",
  pastBoard: "Too many leaderboards of earlier days were asked for. Wait 10 minutes, then try again.",
  token: "Too many tokens were made. Wait an hour, then try again.",
  apiWrite: "Too many changes by the API: at most 300 a minute. Wait as Retry-After says, then try again.",
  apiRead: "Too many requests to the API: at most 1,200 a minute. Wait as Retry-After says, then try again.",
};
