/** What each user has in 24 hours where an administrator has set nothing else. */
export const boardQuotas = {
  submissionsADay: 300,
  /** On one dataset with hidden answers: each score tells a little of the key. */
  hiddenSubmissionsADay: 20,
};

export const dayMs = 24 * 60 * 60 * 1000;

/** Ends that were the board's or its operator's fault, not the submitter's: they cost no quota. */
export const boardFaults = [
  "not-settled",
  "key-lost",
  "images-away",
  "judge-down",
  "judge-refused",
  "judge-unusable",
];
