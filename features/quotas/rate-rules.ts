import type { ErrorText } from "#/lib/i18n/error-text.ts";
import type { RateRule } from "#/lib/rate-limit.ts";

const minute = 60;
const hour = 60 * minute;

/** How often one account, address or user may ask for what. */
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
  admission: { name: "admission", points: 20, seconds: hour },
  export: { name: "export", points: 120, seconds: 10 * minute },
  pastBoard: { name: "past-board", points: 120, seconds: 10 * minute, perProcess: true },
  token: { name: "token", points: 30, seconds: hour },
  apiWrite: { name: "api-write", points: 300, seconds: minute },
  apiRead: { name: "api-read", points: 1200, seconds: minute, perProcess: true },
} as const satisfies Record<string, RateRule>;

export type RateRuleName = Exclude<keyof typeof rateRules, "signInStrangers" | "signedIn">;

/** What is told whoever passes a limit. */
export function rateText(rule: RateRuleName): ErrorText {
  if (rule === "signInAddress") return { key: "rates.signIn" };
  if (rule === "signInSlower") return { key: "rates.signInSlow" };
  return { key: `rates.${rule}` };
}
