import { useTranslations } from "next-intl";
import { Notice } from "#/components/ui/notice.tsx";
import { matchingLines, type PositionDoubt, type RowMatching } from "#/features/submissions/row-matching.ts";

type Props = { matched: RowMatching | undefined; positionDoubt: PositionDoubt | undefined };

/** Renders how a file's rows were matched with the items, and a mark where that may be wrong. */
export function MatchingList({ matched, positionDoubt }: Props) {
  const t = useTranslations("submissions.matching");
  const lines = matched ? matchingLines(matched) : [];
  return (
    <>
      {lines.length > 0 ? (
        <ul className="max-w-prose text-xs text-muted tabular-nums">
          {lines.map(({ key, count, field }) => (
            <li key={key} className={key === "unconfirmed" ? "text-warm" : undefined}>
              {t(key, { count, field })}
            </li>
          ))}
        </ul>
      ) : null}
      {positionDoubt ? <Notice tone="attention">{t(positionDoubt)}</Notice> : null}
    </>
  );
}
