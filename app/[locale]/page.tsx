import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { shareMetadata } from "#/app/[locale]/_shell/share-metadata.ts";
import { HomeView } from "#/features/home/components/home-view.tsx";
import { loadHome } from "#/features/home/loaders.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  const title = t("shell.product");
  const card = "/leaderboard/perception/card.png";
  return { ...shareMetadata({ title, description: t("home.sentence"), card }), title: { absolute: title } };
}

export default async function HomePage() {
  return <HomeView page={await loadHome()} />;
}
