/** Which test plays each group of the vectors' file; a group without one fails the tests. */
export const coveredGroups: Record<string, readonly string[]> = {
  ssrf: ["evaluation/endpoints/http/ssrf.test.ts", "test/vectors/redirects.test.ts"],
  response_abuse: ["test/vectors/response-abuse.test.ts"],
  csv: ["lib/csv.test.ts"],
  judge_injection: ["demo/reference-judge/start-reference-judge.test.ts", "workers/judge/judge.db.test.ts"],
  secret_leak: ["test/vectors/secret-leak.db.test.ts"],
};
