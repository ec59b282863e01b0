import { useFormatter, useTranslations } from "next-intl";
import { ModelText } from "#/components/ui/model-text.tsx";
import type { UnreadAnswers } from "#/features/results/unread-answers.ts";

/** Renders how many answers nothing was read from, by kind, with the first few of each; nothing where all were read. */
export function UnreadList({ unread }: { unread: readonly UnreadAnswers[] }) {
  const t = useTranslations("common.unread");
  const format = useFormatter();
  if (unread.length === 0) return null;
  return (
    <section aria-label={t("title")} className="flex max-w-[80ch] flex-col gap-1.5">
      <p className="font-medium">{t("title")}</p>
      <ul className="flex flex-col gap-1.5">
        {unread.map(({ outcome, count, examples }) => (
          <li key={outcome}>
            <span className="text-warm">{t(outcome, { count: format.number(count) })}</span>
            <ul className="flex flex-col gap-0.5 pl-4 text-xs text-muted">
              {examples.map(({ item, text }) => (
                <li key={item} className="line-clamp-2 break-words">
                  {t("item", { item: String(item) })} {text === "" ? t("nothing") : <ModelText text={text} />}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
