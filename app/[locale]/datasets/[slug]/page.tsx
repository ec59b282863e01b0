import type { Metadata } from "next";
import { datasetName } from "#/features/datasets/components/dataset-name.ts";
import { DatasetView } from "#/features/items/components/dataset-view.tsx";
import { loadDataset } from "#/features/items/loaders.ts";

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await datasetName((await params).slug) };
}

export default async function DatasetPage({ params, searchParams }: Props) {
  return <DatasetView page={await loadDataset((await params).slug, await searchParams)} />;
}
