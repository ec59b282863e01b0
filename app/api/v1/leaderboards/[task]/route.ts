import { apiRoute } from "#/app/api/_http/api-route.ts";
import { askerOf } from "#/app/api/_http/quota-headers.ts";
import { visibleColumns, visibleLeaderboard } from "#/app/api/_http/visible-leaderboard.ts";
import { authorizeExactScores } from "#/features/leaderboards/authorize-exact-scores.ts";
import { leaderboardAnswer } from "#/features/leaderboards/export/leaderboard-answer.ts";
import { leaderboardCsv } from "#/features/leaderboards/export/leaderboard-csv.ts";
import { leaderboardAsOf } from "#/features/leaderboards/leaderboard-as-of.ts";
import { leaderboard } from "#/features/leaderboards/queries.ts";
import { parseTableState } from "#/features/leaderboards/table/table-state.ts";
import { spend } from "#/features/quotas/spend.ts";
import { AppError } from "#/lib/errors.ts";
import { Task } from "#/prisma/generated/enums.ts";

export const GET = apiRoute<{ task: string }>(async ({ request, url, actor, params }) => {
  const [name = "", format] = params.task.split(".", 2);
  const task = Object.values(Task).find((known) => known === name);
  if (!task || (format !== undefined && format !== "csv")) {
    throw new AppError(
      "not-found",
      `There is no leaderboard ${params.task}. Ask for ${Object.values(Task).join(", ")}.`,
    );
  }
  const state = parseTableState(Object.fromEntries(url.searchParams));
  const asked = url.searchParams.get("asof");
  // Each day is made separately, which takes a while.
  if (asked && !actor?.isAdmin) await spend("pastBoard", askerOf(request, actor));
  const exact = await authorizeExactScores(actor, task, state.dataset ?? undefined);
  const board = asked
    ? await leaderboardAsOf(task, state.dataset ?? undefined, asked, { exact })
    : await leaderboard(task, state.dataset ?? undefined, { exact });
  if (state.dataset && !board.dataset) {
    throw new AppError(
      "not-found",
      `The ${task} leaderboard has no dataset ${state.dataset}. See /api/v1/datasets.`,
    );
  }
  if (format === undefined) return Response.json(leaderboardAnswer(visibleLeaderboard(board, state)));
  const day = asked ? `as-of-${asked.replace(/[^\w.-]/g, "")}` : null;
  const file = `${[task, board.dataset?.slug, day].filter(Boolean).join("-")}.csv`;
  return new Response(leaderboardCsv(visibleColumns(board, state), board.asOf?.asked), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${file}"`,
    },
  });
});
