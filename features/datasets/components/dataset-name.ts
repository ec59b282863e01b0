import { getTranslations } from "next-intl/server";

export async function datasetName(slug: string): Promise<string> {
  const t = await getTranslations("common.datasets");
  return t.has(slug) ? t(slug) : slug;
}
