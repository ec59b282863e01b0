"use client";
import { useTranslations } from "next-intl";
import { ModelText } from "#/components/ui/model-text.tsx";
import type { ItemPreview } from "#/features/results/item-preview.ts";
import { ItemPicture } from "#/features/submissions/components/run/item-picture.tsx";
import { useSentence } from "#/features/submissions/components/use-sentence.ts";

export function LastAnswers({ items }: { items: ItemPreview[] }) {
  const t = useTranslations("submissions");
  return (
    <div>
      <h3 className="mb-2 font-medium">{t("lastAnswers")}</h3>
      {items.length === 0 ? <p className="text-muted">{t("noAnswersYet")}</p> : null}
      <ol className="grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {items.map((item) => (
          <li key={item.item} className="flex min-w-0 gap-3">
            <div className="flex w-16 shrink-0 flex-col gap-1">
              <ItemPicture item={item} alt={item.image} />
            </div>
            <div className="min-w-0">
              <p className="line-clamp-2 text-xs text-muted">{item.question}</p>
              <Answer item={item} />
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Answer({ item }: { item: ItemPreview }) {
  const sentence = useSentence();
  const answer = item.parsed ?? item.response ?? item.score?.toFixed(4) ?? null;
  return answer === null ? (
    <p className="line-clamp-2 break-words text-warm">{item.error ? sentence(item.error) : null}</p>
  ) : (
    <p className="line-clamp-2 break-words">
      <ModelText text={answer} />
    </p>
  );
}
