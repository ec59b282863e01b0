import { getFormatter, getTranslations } from "next-intl/server";
import type { Image } from "#/prisma/generated/client.ts";

type Props = { path: string; image: Image | null };

/** The original bytes at native pixels on mid-grey; what does not fit scrolls. */
export async function ItemPicture({ path, image }: Props) {
  const [t, format] = await Promise.all([getTranslations("datasets"), getFormatter()]);
  if (!image) {
    return (
      <div className="grid h-64 place-items-center bg-grey-stage px-4 text-center text-[oklch(0.18_0_0)]">
        {t("noImageOf", { path })}
      </div>
    );
  }
  const size = t("pictureSize", { width: image.width, height: image.height });
  return (
    <figure className="min-w-0">
      <section
        aria-label={path}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
        tabIndex={0}
        data-scrolls
        className="max-h-[85dvh] overflow-auto bg-grey-stage p-3"
      >
        {/* biome-ignore lint/performance/noImgElement: the original bytes, not a re-encoded copy */}
        <img
          src={`/api/v1/images/${image.hash}`}
          alt={t("alt", { path })}
          width={image.width}
          height={image.height}
          className="mx-auto max-w-none [image-rendering:pixelated]"
        />
      </section>
      <figcaption className="mt-2 text-xs text-muted">
        <p className="flex flex-wrap gap-x-4 tabular-nums">
          <span className="wrap-anywhere text-ink">{path}</span>
          <span>{size}</span>
          <span>{image.mime}</span>
          <span>{t("bytes", { bytes: format.number(image.bytes) })}</span>
          <a href={`/api/v1/images/${image.hash}`} className="link">
            {t("original")}
          </a>
        </p>
        <p className="mt-0.5 font-mono text-2xs wrap-anywhere">sha256 {image.hash}</p>
      </figcaption>
    </figure>
  );
}
