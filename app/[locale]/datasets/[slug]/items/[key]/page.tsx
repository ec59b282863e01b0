import type { Metadata } from "next";
import { datasetName } from "#/features/datasets/components/dataset-name.ts";
import { ItemView } from "#/features/items/components/item-view.tsx";
import { loadItem } from "#/features/items/loaders.ts";

type Props = {
  params: Promise<{ slug: string; key: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, key } = await params;
  return { title: `${await datasetName(slug)} #${key}` };
}

export default async function ItemPage({ params, searchParams }: Props) {
  const { slug, key } = await params;
  return <ItemView page={await loadItem(slug, key, await searchParams)} />;
}
