import { getFormatter, getTranslations } from "next-intl/server";
import { splitPair } from "#/features/dataset-import/formats/pair-path.ts";
import type { ItemWithPictures } from "#/features/datasets/queries.ts";
import { PictureStage, type StagePicture } from "#/features/images/components/picture-stage.tsx";
import type { Image } from "#/prisma/generated/client.ts";

/** Renders the original bytes on mid-grey; those of a pair side by side, enlarged and moved together. */
export async function ItemPictures({ item }: { item: ItemWithPictures }) {
  const t = await getTranslations("datasets");
  const sides = [
    { path: splitPair(item.imagePath)?.first ?? item.imagePath, image: item.picture },
    ...(item.secondPath ? [{ path: item.secondPath, image: item.secondPicture }] : []),
  ];
  const missing = sides.filter(({ image }) => !image);
  const pictures = sides.flatMap(({ path, image }): StagePicture[] =>
    image
      ? [
          {
            src: `/api/v1/images/${image.hash}`,
            alt: t("alt", { path }),
            label: path,
            width: image.width,
            height: image.height,
            caption: <PictureCaption path={path} image={image} />,
          },
        ]
      : [],
  );
  const texts = {
    zoom: t("zoom.label"),
    in: t("zoom.in"),
    out: t("zoom.out"),
    fit: t("zoom.fit"),
    hint: t("zoom.hint"),
  };
  return (
    <div className="min-w-0 space-y-4">
      {pictures.length > 0 ? (
        <PictureStage key={pictures.map(({ src }) => src).join()} pictures={pictures} texts={texts} />
      ) : null}
      {missing.map(({ path }) => (
        <div
          key={path}
          className="grid h-64 place-items-center bg-grey-stage px-4 text-center text-[oklch(0.18_0_0)]"
        >
          {t("noImageOf", { path })}
        </div>
      ))}
    </div>
  );
}

async function PictureCaption({ path, image }: { path: string; image: Image }) {
  const [t, format] = await Promise.all([getTranslations("datasets"), getFormatter()]);
  return (
    <figcaption className="mt-2 text-xs text-muted">
      <p className="flex flex-wrap gap-x-4 tabular-nums">
        <span className="wrap-anywhere text-ink">{path}</span>
        <span>{t("pictureSize", { width: image.width, height: image.height })}</span>
        <span>{image.mime}</span>
        <span>{t("bytes", { bytes: format.number(image.bytes) })}</span>
        <a href={`/api/v1/images/${image.hash}`} className="link">
          {t("original")}
        </a>
      </p>
      <p className="mt-0.5 font-mono text-2xs wrap-anywhere">sha256 {image.hash}</p>
    </figcaption>
  );
}
