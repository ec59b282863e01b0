import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { datasetName } from "#/features/datasets/components/dataset-name.ts";
import { ScatterView } from "#/features/results/components/scatter-view.tsx";
import { loadScatter } from "#/features/results/loaders.ts";

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("model.scatter");
  return { title: t("title", { model: (await params).slug }) };
}

export default async function ScatterPage({ params, searchParams }: Props) {
  const [{ slug }, { dataset, submission }] = await Promise.all([params, searchParams]);
  const page = await loadScatter(slug, String(submission), String(dataset));
  return <ScatterView page={page} datasetName={await datasetName(page.dataset)} />;
}
