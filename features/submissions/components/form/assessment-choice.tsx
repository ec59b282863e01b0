"use client";
import { useTranslations } from "next-intl";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { Input, Select } from "#/components/ui/input.tsx";
import { scoringModes } from "#/evaluation/tasks/assessment/scoring-mode.ts";
import type { FormState } from "#/lib/form-state.ts";

/** Renders how runs of assessment are to ask, where a submitter does not want the best way that the endpoint allows. */
export function AssessmentChoice({ state }: { state: FormState }) {
  const t = useTranslations("submit.assessment");
  const wordErrors = ["assessment.words", "assessment.words.0", "assessment.words.1"].flatMap(
    (path) => state.fields?.[path] ?? [],
  );
  return (
    <div className="mt-5 grid gap-5 sm:grid-cols-2">
      <Field id="rung" label={t("rung")} hint={t("rungHint")} errors={state.fields?.["assessment.rung"]}>
        <Select
          {...fieldProps("rung", state.fields?.["assessment.rung"])}
          key={state.values.rung}
          name="rung"
          defaultValue={state.values.rung ?? ""}
        >
          <option value="">{t("best")}</option>
          {scoringModes.map(({ id }) => (
            <option key={id} value={id}>
              {id}: {t(`rungs.${id}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        id="words"
        label={t("words")}
        hint={t("wordsHint")}
        errors={wordErrors.length > 0 ? wordErrors : undefined}
      >
        <Input
          {...fieldProps("words", wordErrors.length > 0 ? wordErrors : undefined)}
          name="words"
          autoComplete="off"
          placeholder="good, poor"
          maxLength={90}
          defaultValue={state.values.words}
        />
      </Field>
    </div>
  );
}
