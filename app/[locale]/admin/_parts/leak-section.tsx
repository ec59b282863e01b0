import { getFormatter, getTranslations } from "next-intl/server";
import { OverviewTable } from "#/app/[locale]/admin/_parts/overview-table.tsx";
import { Input } from "#/components/ui/input.tsx";
import { hiddenSetAction } from "#/features/admin/actions.ts";
import { AdminForm } from "#/features/admin/components/admin-form.tsx";
import { listDatasets } from "#/features/datasets/queries.ts";
import { type LeakMeter, leakMeter } from "#/features/hidden-keys/leak-meter.ts";
import { hiddenSetOf } from "#/features/hidden-keys/queries.ts";

/** Renders how much was told of each hidden key, when scoring pauses, and whether files of answers are scored. */
export async function LeakSection() {
  const datasets = (await listDatasets()).filter(
    ({ answers, hasAnswers }) => answers === "hidden" && hasAnswers,
  );
  const [t, format, meters] = await Promise.all([
    getTranslations("admin.leak"),
    getFormatter(),
    Promise.all(datasets.map(({ slug }) => leakMeter(slug))),
  ]);
  const bits = (value: number | null) =>
    value === null ? t("unmetered") : format.number(value, { maximumFractionDigits: 1 });
  return (
    <OverviewTable
      title={t("title")}
      lead={t("lead")}
      empty={t("none")}
      rows={meters}
      keyOf={({ dataset }) => dataset}
      columns={[
        { head: t("dataset"), cell: ({ dataset }) => dataset },
        { head: t("key"), numeric: true, cell: ({ keyBits }) => bits(keyBits) },
        { head: t("counted"), numeric: true, cell: ({ counted }) => bits(counted) },
        { head: t("approved"), numeric: true, cell: ({ approved }) => bits(approved) },
        { head: t("past"), numeric: true, cell: ({ past }) => bits(past) },
        {
          head: t("share"),
          numeric: true,
          cell: ({ share }) => format.number(share, { style: "percent", maximumFractionDigits: 1 }),
        },
        { head: t("state"), cell: (meter) => t(stateOf(meter)) },
        { head: t("accounts"), numeric: true, cell: ({ accounts }) => accounts.length },
        { head: t("actions"), cell: (meter) => <HiddenSetForms meter={meter} /> },
      ]}
    />
  );
}

function stateOf({ isPaused, warns }: LeakMeter): "paused" | "warns" | "quiet" {
  if (isPaused) return "paused";
  return warns ? "warns" : "quiet";
}

async function HiddenSetForms({ meter: { dataset, pauseShare } }: { meter: LeakMeter }) {
  const [t, { takesFiles }] = await Promise.all([getTranslations("admin.leak"), hiddenSetOf(dataset)]);
  return (
    <div className="flex flex-col gap-2">
      <AdminForm
        action={hiddenSetAction}
        hidden={{ dataset }}
        button={t("setLimit")}
        label={t("setLimitNamed", { dataset })}
      >
        <Input
          name="limit"
          type="number"
          min={1}
          max={100}
          defaultValue={Math.round(pauseShare * 100)}
          aria-label={t("limit", { dataset })}
          className="w-20"
        />
      </AdminForm>
      <AdminForm
        action={hiddenSetAction}
        hidden={{ dataset, files: takesFiles ? "off" : "on" }}
        button={t(takesFiles ? "filesOff" : "filesOn")}
        label={t(takesFiles ? "filesOffNamed" : "filesOnNamed", { dataset })}
      />
    </div>
  );
}
