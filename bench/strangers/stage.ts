/** What is on the board that is attacked, told to the strangers' process. */
export type Stage = {
  /** Such as http://127.0.0.1:18100. */
  site: string;
  /** Perception, of the size of a real set; files are sent for it. */
  fileSet: string;
  fileSetItems: number;
  /** Perception, large; runs of endpoints are on it. */
  runSet: string;
  /** Assessment, with pictures that show their number. */
  qualitySet: string;
  /** A leaderboard with many rows. */
  boardSet: string;
  /** A published run with tens of thousands of results. */
  published: { submission: string; dataset: string };
};

/** An account that attacks, opened by the product's own verb. */
export type Account = { email: string; password: string; token: string; address: string };
