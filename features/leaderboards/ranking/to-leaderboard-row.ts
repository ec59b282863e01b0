import { isReadByAnother } from "#/evaluation/tasks/parser-versions.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";
import { scoreValue } from "#/features/leaderboards/entries/score-value.ts";
import { isVerified, tableKey } from "#/features/leaderboards/entries/table-key.ts";
import type { LeaderboardRow } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { unranked } from "#/features/leaderboards/ranking/rank-rows.ts";

/** Returns a row without its rank, which depends on the other rows. */
export function toLeaderboardRow<Scores>(entry: PublishedEntry, scores: Scores): LeaderboardRow<Scores> {
  const converted = scoreValue(entry, "converted").value;
  return {
    model: entry.model,
    source: entry.source,
    rank: unranked,
    rankTest: null,
    coverage: entry.coverage,
    ...(converted !== null && { converted }),
    scores,
    table: tableKey(entry),
    verified: isVerified(entry),
    ...(entry.submittedBy !== null && { submittedBy: entry.submittedBy }),
    rung: entry.rung,
    reportedBy: entry.reportedBy,
    protocolVersion: entry.protocolVersion,
    promptVersion: entry.promptVersion,
    parserVersion: entry.parserVersion,
    date: entry.publishedAt.toISOString(),
    submissionId: entry.withdrawn ? null : (entry.submission?.id ?? null),
    ...(isOfOlderParser(entry) && { olderParser: true }),
    ...(entry.withdrawn && { withdrawn: true }),
  };
}

/** Whether its answers were read here, by another parser version than today's. */
export function isOfOlderParser({ source, task, parserVersion, rung }: PublishedEntry): boolean {
  return (source === "measured" || source === "uploaded") && isReadByAnother(task, parserVersion, rung);
}
