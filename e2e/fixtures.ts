import { join } from "node:path";
import type { Account } from "#/e2e/accounts.ts";

/** What `fixtures.setup.ts` has put on the board for the journeys that need more than the demo. */
export type Fixtures = {
  owner: Account;
  submission: string;
  model: string;
  /** A submission that its endpoint refused. */
  refused: string;
};

const folder = process.env.BOARD_DATA_DIR ?? "";

export const secondModel = "Blind model";
export const pairs = "journey-pairs";
export const fixturesFile = join(folder, "journey-scene.json");

/** Who is signed in already, for `storageState`. */
export const signedIn = {
  owner: join(folder, "journey-owner.json"),
  admin: join(folder, "journey-admin.json"),
};
