import type { Metadata } from "next";
import { shareMetadata } from "#/app/[locale]/_shell/share-metadata.ts";
import { ModelView } from "#/features/model-pages/components/model-view.tsx";
import { loadModel } from "#/features/model-pages/loaders.ts";

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

async function pageOf({ params, searchParams }: Props) {
  const [{ slug }, { ref }] = await Promise.all([params, searchParams]);
  return loadModel(slug, typeof ref === "string" && ref ? ref.slice(0, 200) : null);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { model } = await pageOf(props);
  return shareMetadata({ title: model.name, card: `/models/${model.slug}/card.png` });
}

export default async function ModelPage(props: Props) {
  return <ModelView page={await pageOf(props)} />;
}
