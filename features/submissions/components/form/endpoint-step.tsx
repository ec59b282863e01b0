"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { Select, Textarea } from "#/components/ui/input.tsx";
import { protocols } from "#/evaluation/endpoints/protocols.ts";
import { AssessmentChoice } from "#/features/submissions/components/form/assessment-choice.tsx";
import { DryRunPanel } from "#/features/submissions/components/form/dry-run-panel.tsx";
import { FormStep } from "#/features/submissions/components/form/form-step.tsx";
import { ProbePanel } from "#/features/submissions/components/form/probe-panel.tsx";
import { TextField } from "#/features/submissions/components/form/text-field.tsx";
import type { DatasetChoice } from "#/features/submissions/loaders.ts";
import { defaultConcurrency, maxConcurrency } from "#/features/submissions/submission-limits.ts";
import type { FormState } from "#/lib/form-state.ts";

const code = (chunks: ReactNode) => <code className="font-mono">{chunks}</code>;

type Props = { state: FormState; choices: DatasetChoice[]; names: Record<string, string> };

export function EndpointStep({ state, choices, names }: Props) {
  const t = useTranslations("submit");
  const extraErrors = state.fields?.["endpoint.extraBody"];
  // Kept here alone: the server never sends a key back, so without script it has to be typed again.
  const [apiKey, setApiKey] = useState("");
  const [isKept, setKept] = useState(false);
  useEffect(() => setKept(true), []);
  const refused = Boolean(state.fields || state.message);
  return (
    <FormStep title={t("steps.endpoint")}>
      <Field id="protocol" label={t("protocol")} errors={state.fields?.["endpoint.protocol"]}>
        <Select
          {...fieldProps("protocol", state.fields?.["endpoint.protocol"])}
          key={state.values.protocol}
          name="protocol"
          defaultValue={state.values.protocol}
        >
          {protocols.map((protocol) => (
            <option key={protocol} value={protocol}>
              {t(`protocols.${protocol}`)}
            </option>
          ))}
        </Select>
      </Field>
      <TextField
        name="baseUrl"
        state={state}
        path="endpoint.baseUrl"
        type="url"
        placeholder="https://api.example.org/v1"
        hint={t.rich("baseUrlHint", { code })}
        required
      />
      <TextField
        name="endpointModel"
        state={state}
        path="endpoint.model"
        hint={t("endpointModelHint")}
        maxLength={200}
        required
      />
      <div className="grid gap-5 sm:grid-cols-[2fr_1fr]">
        <TextField
          name="apiKey"
          state={state}
          path="endpoint.apiKey"
          type="password"
          autoComplete="new-password"
          hint={t(refused && !isKept ? "apiKeyAgain" : "apiKeyHint")}
          value={apiKey}
          onChange={(event) => setApiKey(event.target.value)}
        />
        <TextField
          name="concurrency"
          state={state}
          path="endpoint.concurrency"
          type="number"
          min={1}
          max={maxConcurrency}
          defaultValue={defaultConcurrency}
          hint={t("concurrencyHint", { max: maxConcurrency })}
          required
        />
      </div>
      <details open={isAdvanced(state)}>
        <summary className="mb-3 w-fit text-muted hover:text-ink">{t("advanced")}</summary>
        <Field
          id="extraBody"
          label={t("extraBody")}
          hint={t.rich("extraBodyHint", { code })}
          errors={extraErrors}
        >
          <Textarea
            {...fieldProps("extraBody", extraErrors)}
            name="extraBody"
            rows={3}
            spellCheck={false}
            className="font-mono text-xs"
            defaultValue={state.values.extraBody}
          />
        </Field>
        <AssessmentChoice state={state} />
      </details>
      <ProbePanel names={names} />
      <DryRunPanel choices={choices} names={names} />
    </FormStep>
  );
}

/** Something was typed there, or is wrong there. */
function isAdvanced({ fields, values }: FormState): boolean {
  const wrong = Object.keys(fields ?? {}).some(
    (path) => path === "endpoint.extraBody" || path.startsWith("assessment."),
  );
  return wrong || Boolean(values.extraBody || values.rung || values.words);
}
