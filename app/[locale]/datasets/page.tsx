import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DatasetList } from "#/features/items/components/dataset-list.tsx";
import { loadDatasets } from "#/features/items/loaders.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("datasets");
  return { title: t("title"), description: t("lead") };
}

export default async function DatasetsPage() {
  return <DatasetList datasets={await loadDatasets()} />;
}
