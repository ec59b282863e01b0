import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ModelText } from "#/components/ui/model-text.tsx";
import type { FeaturedItem } from "#/features/datasets/queries.ts";
import type { PublishedAnswer } from "#/features/items/queries.ts";

const letters = "ABCDEFGHIJ";

type Props = { item: FeaturedItem; answers: PublishedAnswer[] };

/** Renders what is asked about the picture, and what models said. */
export async function FeaturedQuestion({ item, answers }: Props) {
  const [t, common] = await Promise.all([getTranslations("home"), getTranslations("common.datasets")]);
  const { slug, generated } = item.dataset;
  const name = common.has(slug) ? common(slug) : slug;
  return (
    <section aria-label={t("picture")} className="max-w-xl border-t border-rule pt-4">
      <h2 className="text-base font-semibold text-balance">{item.question}</h2>
      <ol className="mt-2 space-y-0.5">
        {item.options.map((option, index) => (
          <li key={option} className="flex items-baseline gap-2">
            <span className="w-5 text-muted">{letters[index]}.</span>
            <span className={index === item.correctOption ? "font-semibold" : undefined}>{option}</span>
            {index === item.correctOption ? <span className="text-xs text-muted">← {t("key")}</span> : null}
          </li>
        ))}
      </ol>
      {answers.length > 0 ? (
        <dl className="mt-4 border-t border-rule pt-3">
          {answers.map(({ model, parsed, response }) => (
            <div key={model.slug} className="flex gap-3 py-0.5">
              <dt className="min-w-40 font-medium">{model.name}</dt>
              <dd className="line-clamp-1 text-muted">
                {parsed === null ? <ModelText text={response} /> : letters[parsed]}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <p className="mt-3 text-xs text-muted">
        <Link href={`/datasets/${slug}/items/${item.number}`} prefetch={false} className="link">
          {t("itemOf", { dataset: name, number: item.number })}
        </Link>
        {generated ? ` · ${t("generated")}` : null}
      </p>
    </section>
  );
}
