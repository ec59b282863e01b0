import { useTranslations } from "next-intl";
import type { SentPicture } from "#/evaluation/endpoints/pictures/sent-picture.ts";

/** Renders what an endpoint got instead of pictures that it refused. */
export function SentPictures({ sent }: { sent: readonly (SentPicture | null)[] | null }) {
  const t = useTranslations("submissions.items.sent");
  const others = (sent ?? []).filter((picture) => picture !== null);
  return others.map(({ from, mime, scaled, width, height, sha256 }) => (
    <span key={sha256} className="text-2xs text-muted" title={`SHA-256 ${sha256}`}>
      {t(scaled ? "scaled" : "converted", {
        from: typeName(from),
        to: typeName(mime),
        size: `${width} × ${height}`,
      })}
    </span>
  ));
}

function typeName(mime: string): string {
  return mime.replace(/^image\/(x-ms-)?/, "").toUpperCase();
}
