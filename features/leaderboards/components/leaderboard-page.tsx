import Link from "next/link";
import { getMessages, getTranslations } from "next-intl/server";
import { ButtonLink } from "#/components/ui/button.tsx";
import { Notice } from "#/components/ui/notice.tsx";
import { Page } from "#/components/ui/page.tsx";
import { AsOfLine } from "#/features/leaderboards/components/as-of-line.tsx";
import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import { HowToRead } from "#/features/leaderboards/components/how-to-read.tsx";
import { LeaderboardView } from "#/features/leaderboards/components/leaderboard-view.tsx";
import type { LoadedLeaderboard } from "#/features/leaderboards/loaders.ts";
import { packTable } from "#/features/leaderboards/table/pack-table.ts";
import { tableStateQuery } from "#/features/leaderboards/table/table-state.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";

export async function LeaderboardPage({ board }: { board: LoadedLeaderboard }) {
  const { task, state, dataset, choices } = board;
  const [t, messages] = await Promise.all([getTranslations("leaderboard"), getMessages()]);
  const datasetLabel =
    choices.find(({ slug }) => slug === (dataset ?? ""))?.label ??
    dataset ??
    t(leaderboardByTask[task].joinsDatasets ? "allDatabases" : "empty.noDataset");
  const filled = board.tables.some(({ rows }) => rows.length > 0);
  const hasModel = board.tables.some(({ rows }) => rows.some(({ kind }) => kind === "model"));
  const query = tableStateQuery({ ...state, dataset });
  return (
    <Page title={t(`title.${task}`)} aside={await titleAside(board, datasetLabel)}>
      <AsOfLine board={board} />
      {filled && !hasModel ? (
        <p className="mb-3 text-muted">
          {t("empty.noModel")}{" "}
          <Link href="/submit" className="link">
            {t("empty.submit")}
          </Link>
        </p>
      ) : null}
      {filled ? (
        <LeaderboardView
          key={`${task} ${query}`}
          label={`${t(`title.${task}`)}, ${datasetLabel}`}
          dataset={
            board.version === null
              ? datasetLabel
              : t("versionOf", { dataset: datasetLabel, version: board.version })
          }
          about={{ task, dataset, version: board.version, asOf: state.asof }}
          unit={t(`unit.${task}`)}
          tables={board.tables.map(packTable)}
          views={board.views}
          charts={board.charts}
          datasets={choices}
          state={state}
          texts={(messages.leaderboard as { board: BoardTexts }).board}
        />
      ) : board.asOf ? (
        <p className="text-muted">{t("empty.noneThen")}</p>
      ) : board.knownDataset ? (
        <NoRows board={board} />
      ) : (
        <UnknownDataset board={board} />
      )}
      <HowToRead board={board} />
    </Page>
  );
}

async function titleAside(
  { items, groups, version, date, generated }: LoadedLeaderboard,
  dataset: string,
): Promise<string> {
  const [t, common] = await Promise.all([getTranslations("leaderboard"), getTranslations("common")]);
  const latest = date ? t("asOf.latest", { date }) : t("noDate");
  const named = generated ? t("generatedDataset", { dataset }) : dataset;
  const name = version === null ? named : t("versionOf", { dataset: named, version });
  if (items === null) return t("asideWithoutCount", { dataset: name, date: latest });
  const own = common("items", { count: items });
  const counted = groups ? t("inGroups", { items: own, groups: common(`groups.${groups.of}`, groups) }) : own;
  return t("aside", { dataset: name, n: counted, date: latest });
}

async function UnknownDataset({ board }: { board: LoadedLeaderboard }) {
  const t = await getTranslations("leaderboard.empty");
  return (
    <Notice tone="attention">
      <p>{t("unknownDataset", { dataset: board.dataset ?? "" })}</p>
      <ul className="mt-1 flex flex-wrap gap-x-4">
        {board.choices.map(({ slug, label }) => (
          <li key={slug}>
            <Link href={`?dataset=${slug}`} prefetch={false} className="link">
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

async function NoRows({ board: { task } }: { board: LoadedLeaderboard }) {
  const t = await getTranslations("leaderboard.empty");
  return (
    <Notice title={t("title")}>
      <p>{t(task)}</p>
      <p className="mt-3 flex flex-wrap items-center gap-4">
        <ButtonLink href="/submit">{t("submit")}</ButtonLink>
        <Link href="/datasets" className="link">
          {t("import")}
        </Link>
      </p>
    </Notice>
  );
}
