import { getTranslations } from "next-intl/server";
import type { FeaturedItem } from "#/features/datasets/queries.ts";

/** Renders one picture at its own pixels; a phone sees its middle. */
export async function FeaturedPicture({ item }: { item: FeaturedItem }) {
  const t = await getTranslations("home");
  return (
    <div className="min-w-0 overflow-hidden bg-grey-stage lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:self-start">
      {/* biome-ignore lint/performance/noImgElement: the original bytes, not a re-encoded copy */}
      <img
        src={`/api/v1/images/${item.imageHash}`}
        alt={t("alt", { path: item.imagePath })}
        width={item.picture?.width}
        height={item.picture?.height}
        fetchPriority="high"
        className="h-64 w-full object-none sm:h-auto sm:max-h-[30rem] lg:max-w-[48rem]"
      />
    </div>
  );
}
