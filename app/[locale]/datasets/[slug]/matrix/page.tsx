import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { datasetName } from "#/features/datasets/components/dataset-name.ts";
import { MatrixView } from "#/features/items/components/matrix/matrix-view.tsx";
import { loadMatrix } from "#/features/items/matrix/loaders.ts";

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("datasets.matrix");
  return { title: t("title", { dataset: await datasetName((await params).slug) }), description: t("lead") };
}

export default async function MatrixPage({ params, searchParams }: Props) {
  return <MatrixView loaded={await loadMatrix((await params).slug, await searchParams)} />;
}
