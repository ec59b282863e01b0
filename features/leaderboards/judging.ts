import type { TestedPair } from "#/features/leaderboards/pair-tests.ts";

export type Judging<Row> = Errors<Row> & {
  judge(row: Row): number | null;
  test(a: Row, b: Row): TestedPair | null;
};
