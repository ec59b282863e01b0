import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { shareMetadata } from "#/app/[locale]/_shell/share-metadata.ts";
import { tasks } from "#/evaluation/tasks/task.ts";
import { LeaderboardPage } from "#/features/leaderboards/components/leaderboard-page.tsx";
import { loadLeaderboard } from "#/features/leaderboards/loaders.ts";
import type { AddressParams } from "#/features/leaderboards/table/table-state.ts";

type Props = { params: Promise<{ task: string }>; searchParams: Promise<AddressParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const task = taskOf((await params).task);
  const t = await getTranslations("leaderboard");
  const card = `/leaderboard/${task}/card.png`;
  return shareMetadata({ title: t(`title.${task}`), description: t(`lead.${task}`), card });
}

export default async function Leaderboard({ params, searchParams }: Props) {
  const task = taskOf((await params).task);
  return <LeaderboardPage board={await loadLeaderboard(task, await searchParams)} />;
}

function taskOf(name: string) {
  return tasks.find((task) => task === name) ?? notFound();
}
