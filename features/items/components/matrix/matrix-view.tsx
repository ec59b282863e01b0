import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Notice } from "#/components/ui/notice.tsx";
import { Page } from "#/components/ui/page.tsx";
import { quadrants, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import { datasetName } from "#/features/datasets/components/dataset-name.ts";
import { ChoiceLinks } from "#/features/items/components/choice-links.tsx";
import { MatrixFigure } from "#/features/items/components/matrix/matrix-figure.tsx";
import { MatrixTable } from "#/features/items/components/matrix/matrix-table.tsx";
import { type ChosenItems, itemsQuery } from "#/features/items/item-filter.ts";
import type { MatrixPage } from "#/features/items/matrix/loaders.ts";

export async function MatrixView({ loaded }: { loaded: MatrixPage }) {
  const { dataset, chosen, matrix } = loaded;
  const t = await getTranslations("datasets.matrix");
  const name = await datasetName(dataset.slug);
  const count = t("count", {
    models: matrix?.rows.length ?? 0,
    items: matrix?.numbers.length ?? 0,
  });
  return (
    <Page title={t("title", { dataset: name })} aside={matrix ? count : undefined} lead={t("lead")}>
      <p className="mb-4">
        <Link href={`/datasets/${dataset.slug}`} prefetch={false} className="link">
          {t("toDataset")}
        </Link>
      </p>
      {matrix ? <Filters loaded={loaded} /> : <Notice>{t("hidden")}</Notice>}
      {matrix && matrix.rows.length === 0 ? <Notice>{t("empty")}</Notice> : null}
      {matrix && matrix.rows.length > 0 ? (
        <>
          <MatrixFigure
            matrix={matrix}
            dataset={dataset.slug}
            query={itemsQuery({ ...chosen, order: "hardest" })}
            texts={{
              label: t("label", { dataset: name }),
              hint: t("hint"),
              cell: t.raw("cell"),
              marks: {
                right: t("marks.right"),
                wrong: t("marks.wrong"),
                unread: t("marks.unread"),
                missing: t("marks.missing"),
              },
            }}
          />
          <Key />
          <h2 id="as-table" className="mt-10 mb-3 text-base font-semibold">
            {t("table")}
          </h2>
          <MatrixTable loaded={loaded} matrix={matrix} />
        </>
      ) : null}
    </Page>
  );
}

async function Filters({ loaded: { dataset, chosen, concerns } }: { loaded: MatrixPage }) {
  const [t, slices] = await Promise.all([getTranslations("datasets"), getTranslations("common.slices")]);
  const choices = (name: "type" | "concern", values: readonly (keyof ChosenItems | string)[]) =>
    [null, ...values].map((value) => ({
      key: value ?? "",
      href: `/datasets/${dataset.slug}/matrix${itemsQuery({ ...chosen, [name]: value })}`,
      text: value === null ? t("all") : slices(value as "what"),
      current: chosen[name] === value,
    }));
  return (
    <div className="mb-6 space-y-2">
      <ChoiceLinks label={t("matrix.type")} choices={choices("type", questionTypes)} />
      <ChoiceLinks
        label={t(concerns === quadrants ? "matrix.concern" : "matrix.pairConcern")}
        choices={choices("concern", concerns)}
      />
    </div>
  );
}

async function Key() {
  const t = await getTranslations("datasets.matrix.marks");
  const colours = { right: "bg-heat", wrong: "bg-rule", unread: "bg-warm" } as const;
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs">
      {(["right", "wrong", "unread"] as const).map((mark) => (
        <li key={mark} className="flex items-center gap-1.5">
          <span className={`size-2.5 ${colours[mark]}`} />
          {t(mark)}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span className="size-2.5 border border-rule" />
        {t("missing")}
      </li>
    </ul>
  );
}
