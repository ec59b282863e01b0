import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { CompareParams } from "#/features/compare/compared-models.ts";
import { CompareView } from "#/features/compare/components/compare-view.tsx";
import { loadCompare } from "#/features/compare/loaders.ts";

type Props = { searchParams: Promise<CompareParams> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("compare");
  return { title: t("title"), description: t("lead") };
}

export default async function Compare({ searchParams }: Props) {
  return <CompareView page={await loadCompare(await searchParams)} />;
}
