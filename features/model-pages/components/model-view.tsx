import "#/features/leaderboards/components/leaderboard-view.css";
import "#/features/leaderboards/components/table/board-scores.css";
import { getTranslations } from "next-intl/server";
import { Page } from "#/components/ui/page.tsx";
import { CiteModel } from "#/features/model-pages/components/cite-model.tsx";
import { LetterLines } from "#/features/model-pages/components/letter-lines.tsx";
import { ModelScatterSection } from "#/features/model-pages/components/model-scatter.tsx";
import { ModelSectionView } from "#/features/model-pages/components/model-section.tsx";
import { ReferenceChooser } from "#/features/model-pages/components/reference-chooser.tsx";
import { RunHistory } from "#/features/model-pages/components/run-history.tsx";
import type { ModelPage } from "#/features/model-pages/loaders.ts";

export async function ModelView({ page }: { page: ModelPage }) {
  const { model, sections, reference, references, scatter, runs, letters, address } = page;
  const [t, common] = await Promise.all([getTranslations("model"), getTranslations("common")]);
  const about = [common(`kinds.${model.kind}`), model.organization].filter(Boolean).join(" · ");
  return (
    <Page title={model.name} aside={about}>
      {model.url ? (
        <p className="mb-4">
          <a href={model.url} rel="nofollow noopener" className="link wrap-anywhere">
            {model.url}
          </a>
        </p>
      ) : null}
      <p className="prose-measure mb-4 text-muted">{t("lead")}</p>
      <ReferenceChooser slug={model.slug} chosen={reference} references={references} />
      <div className="space-y-12">
        {sections.map((section) => (
          <ModelSectionView
            key={`${section.task} ${section.dataset} ${section.table.key}`}
            section={section}
          />
        ))}
      </div>
      {scatter ? <ModelScatterSection name={model.name} scatter={scatter} /> : null}
      <LetterLines runs={letters} />
      <RunHistory runs={runs} />
      <CiteModel slug={model.slug} name={model.name} address={address} />
    </Page>
  );
}
