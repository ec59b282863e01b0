import { getTranslations } from "next-intl/server";
import { Notice } from "#/components/ui/notice.tsx";
import type { RunsApart } from "#/features/compare/comparable-runs.ts";
import { tableTitle } from "#/features/compare/components/table-title.ts";
import type { ComparedScores } from "#/features/compare/loaders.ts";

type Props = { apart: RunsApart; scores: ComparedScores | null };

/** Renders why models with items on the same dataset are not compared item by item, and what can be done. */
export async function RunsApartNotice({ apart, scores }: Props) {
  const t = await getTranslations("compare.apartTables");
  const models = await Promise.all(
    apart.models.map(async ({ slug, name, tables }) => ({
      slug,
      name,
      tables: await Promise.all(tables.map((table) => tableTitle(table, scores))),
    })),
  );
  const task = scores?.task === "description" ? "description" : "assessment";
  return (
    <div className="mt-8">
      <Notice title={t(`${task}.title`)}>
        <ul>
          {models.map(({ slug, name, tables }) => (
            <li key={slug} className="wrap-anywhere">
              {t("model", { name, tables: tables.join(t("separator")) })}
            </li>
          ))}
        </ul>
        <p className="mt-2">{t(`${task}.text`)}</p>
      </Notice>
    </div>
  );
}
