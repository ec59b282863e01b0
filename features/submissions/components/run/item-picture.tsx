"use client";
import { useTranslations } from "next-intl";
import { SentPictures } from "#/features/results/components/sent-pictures.tsx";
import type { ItemPreview } from "#/features/results/item-preview.ts";

/** Renders a small view of the whole picture on neutral grey; its own page shows the pixels. */
export function ItemPicture({ item, alt }: { item: ItemPreview; alt: string }) {
  const t = useTranslations("submissions.items");
  const picture = (
    <span className="grid size-16 shrink-0 place-items-center bg-grey-stage">
      {item.imageHash ? (
        // biome-ignore lint/performance/noImgElement: original bytes, not to be re-encoded
        <img
          src={`/api/v1/images/${item.imageHash}`}
          alt={alt}
          loading="lazy"
          className="max-h-16 max-w-16 object-contain"
        />
      ) : (
        <span className="text-2xs text-ink">{t("noImage")}</span>
      )}
    </span>
  );
  return (
    <>
      {picture}
      <SentPictures sent={item.sent} />
    </>
  );
}
