import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { datasetName } from "#/features/datasets/components/dataset-name.ts";
import type { ModelScatter } from "#/features/model-pages/loaders.ts";
import { ItemScatter } from "#/features/results/components/item-scatter.tsx";
import { ClientMessages } from "#/lib/i18n/client-messages.tsx";

/** Renders what the newest assessment run predicted against what people said. */
export async function ModelScatterSection({ name, scatter }: { name: string; scatter: ModelScatter }) {
  const [t, format] = await Promise.all([getTranslations("model.scatter"), getFormatter()]);
  const { slug, dataset, submissionId, differences, points, n } = scatter;
  const shown = await datasetName(dataset);
  return (
    <section className="mt-12 border-t border-rule pt-6">
      <h2 className="mb-1 text-base font-semibold">
        {t("label", { model: name, dataset: shown })}
        <Link
          href={`/models/${slug}/scatter?dataset=${dataset}&submission=${submissionId}`}
          prefetch={false}
          className="link ml-4 text-xs font-normal"
        >
          {t("more")}
        </Link>
      </h2>
      <p className="mb-2 text-xs text-muted tabular-nums">
        {points.length < n
          ? t("drawn", { shown: format.number(points.length), all: format.number(n) })
          : `n = ${format.number(n)}`}
      </p>
      <div className="max-w-3xl">
        <ClientMessages namespaces={["model"]}>
          <ItemScatter
            label={t("label", { model: name, dataset: shown })}
            dataset={dataset}
            predictedName={t(differences ? "difference" : "score")}
            points={points}
          />
        </ClientMessages>
      </div>
    </section>
  );
}
