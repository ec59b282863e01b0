"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#/components/ui/button.tsx";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { Select } from "#/components/ui/input.tsx";
import { defaultReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { defaultWords } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import { FileField } from "#/features/predictions/components/file-field.tsx";
import { TypedField } from "#/features/predictions/components/typed-field.tsx";
import { UploadOutcome } from "#/features/predictions/components/upload-outcome.tsx";
import {
  type UploadState,
  usePredictionsUpload,
} from "#/features/predictions/components/use-predictions-upload.ts";
import { useRefusalText } from "#/features/predictions/components/use-refusal-text.ts";
import type { PredictionDataset } from "#/features/predictions/loaders.ts";

type Props = { datasets: PredictionDataset[]; chosen: string | null };
type Filled = { slug: string; model: string; words: string; filter: string; file: File | null };

/** Checks first and submits what was checked: whatever changes in between asks for a new check. */
export function PredictionsForm({ datasets, chosen }: Props) {
  const { state, forget, check, submit } = usePredictionsUpload();
  const first = { slug: chosen ?? datasets[0]?.slug ?? "", model: "", words: defaultWords.join(",") };
  const [filled, setFilled] = useState<Filled>({ ...first, filter: "", file: null });
  const errorsOf = useErrors(state);
  const asksWords = datasets.some(({ slug, task }) => slug === filled.slug && taskTraits[task].isRating);
  const change = (part: Partial<Filled>) => {
    forget();
    setFilled({ ...filled, ...part });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const { slug: dataset, model, words: message, filter, file } = filled;
    if (!file || file.size > defaultReadLimits.packedBytes || state.step === "sending") return;
    const upload = { dataset, model, words: asksWords ? message : null, filter, file };
    void (state.step === "checked" ? submit(upload) : check(upload));
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <fieldset disabled={state.step === "sending"} className="flex min-w-0 flex-col gap-5">
        <DatasetField
          datasets={datasets}
          value={filled.slug}
          onChange={(slug) => change({ slug })}
          errors={errorsOf("dataset")}
        />
        <TypedField
          name="model"
          value={filled.model}
          onChange={(model) => change({ model })}
          errors={errorsOf("model")}
        />
        {asksWords ? (
          <TypedField
            name="words"
            value={filled.words}
            onChange={(message) => change({ words: message })}
            errors={errorsOf("words")}
          />
        ) : null}
        <TypedField
          name="filter"
          value={filled.filter}
          onChange={(filter) => change({ filter })}
          errors={errorsOf("filter")}
        />
        <FileField file={filled.file} onChange={(file) => change({ file })} />
      </fieldset>
      <UploadOutcome state={state} />
      <Press state={state} />
    </form>
  );
}

function useErrors(state: UploadState): (field: string) => string[] | undefined {
  const say = useRefusalText();
  if (state.step !== "refused") return () => undefined;
  const { refusal } = state;
  return (field) => refusal.fields?.[field]?.map((words) => say(refusal, words));
}

type DatasetFieldProps = {
  datasets: PredictionDataset[];
  value: string;
  onChange: (slug: string) => void;
  errors: string[] | undefined;
};

function DatasetField({ datasets, value, onChange, errors }: DatasetFieldProps) {
  const t = useTranslations("predictions");
  return (
    <Field id="dataset" label={t("dataset")} errors={errors}>
      <Select
        {...fieldProps("dataset", errors)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {datasets.map(({ slug, name, items }) => (
          <option key={slug} value={slug}>
            {t("datasetOption", { name, slug, items })}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function Press({ state }: { state: UploadState }) {
  const t = useTranslations("predictions");
  const checked = state.step === "checked" || (state.step === "sending" && state.for === "submit");
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button type="submit" tone="primary" disabled={state.step === "sending"}>
        {t(checked ? "submit" : "check")}
      </Button>
      <p className="text-xs text-muted">{t(checked ? "submitNote" : "checkNote")}</p>
    </div>
  );
}
