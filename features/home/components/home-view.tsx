import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "#/components/ui/button.tsx";
import { FeaturedPicture } from "#/features/home/components/featured-picture.tsx";
import { FeaturedQuestion } from "#/features/home/components/featured-question.tsx";
import { HowToSubmit } from "#/features/home/components/how-to-submit.tsx";
import { LedgerLines } from "#/features/home/components/ledger-lines.tsx";
import { TableHeadView } from "#/features/home/components/table-head-view.tsx";
import type { HomePage } from "#/features/home/loaders.ts";

export async function HomeView({ page }: { page: HomePage }) {
  const t = await getTranslations("home");
  return (
    <div className="mx-auto max-w-[96rem] px-4 py-8 sm:px-6">
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,auto)] lg:grid-rows-[auto_1fr]">
        <div className="min-w-0">
          <h1 className="max-w-[34ch] text-2xl leading-snug font-semibold tracking-tight text-balance sm:text-3xl">
            {t("sentence")}
          </h1>
          <p className="prose-measure mt-3 text-muted">{t("what")}</p>
          <p className="mt-5 flex flex-wrap gap-3">
            <ButtonLink href="/leaderboard/perception" tone="primary">
              {t("look")}
            </ButtonLink>
            <ButtonLink href="/submit">{t("submit")}</ButtonLink>
          </p>
        </div>
        {page.featured ? <FeaturedPicture item={page.featured} /> : null}
        {page.featured ? <FeaturedQuestion item={page.featured} answers={page.answers} /> : null}
      </div>
      <div className="mt-12 grid gap-x-10 gap-y-8 lg:grid-cols-3">
        {page.heads.map((head) => (
          <TableHeadView key={head.task} head={head} />
        ))}
      </div>
      <p className="mt-3 text-xs text-muted">{t("legend")}</p>
      <div className="mt-12 grid gap-x-10 gap-y-8 border-t border-rule pt-6 lg:grid-cols-2">
        <HowToSubmit />
        <LedgerLines lines={page.ledger} />
      </div>
      {page.featured ? null : (
        <p className="mt-10 text-muted">
          {t("noPicture")}{" "}
          <Link href="/datasets" className="link">
            {t("howToImport")}
          </Link>
        </p>
      )}
    </div>
  );
}
