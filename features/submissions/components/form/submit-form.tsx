"use client";
import { useTranslations } from "next-intl";
import { type ComponentRef, useActionState, useEffect, useId, useRef, useState } from "react";
import { Button } from "#/components/ui/button.tsx";
import { Notice } from "#/components/ui/notice.tsx";
import type { TokenPrice } from "#/features/judging/judging-cost.ts";
import { submitAction } from "#/features/submissions/actions.ts";
import { CostLine } from "#/features/submissions/components/form/cost-line.tsx";
import { DatasetStep } from "#/features/submissions/components/form/dataset-step.tsx";
import { EndpointStep } from "#/features/submissions/components/form/endpoint-step.tsx";
import { FormStep } from "#/features/submissions/components/form/form-step.tsx";
import { TextField } from "#/features/submissions/components/form/text-field.tsx";
import type { DatasetChoice } from "#/features/submissions/loaders.ts";
import type { FormState } from "#/lib/form-state.ts";

type Props = {
  choices: DatasetChoice[];
  names: Record<string, string>;
  chosen: string[];
  judgePrice: TokenPrice | null;
  /** Of this one form: pressing the button twice starts one submission. */
  idempotencyKey: string;
};

export function SubmitForm({ choices, names, chosen, judgePrice, idempotencyKey }: Props) {
  const t = useTranslations("submit");
  const start: FormState = { values: { datasets: chosen.join(",") } };
  const [state, send, pending] = useActionState(submitAction, start);
  const [datasets, setDatasets] = useState(chosen);
  const summary = useId();
  const form = useRef<ComponentRef<"form">>(null);
  useEffect(() => {
    if (state.fields || state.message) firstWrong(form.current)?.focus();
  }, [state]);
  const toggle = (slug: string, on: boolean) =>
    setDatasets((before) => [...before.filter((other) => other !== slug), ...(on ? [slug] : [])]);
  const items = choices
    .filter(({ slug }) => datasets.includes(slug))
    .reduce((sum, { items }) => sum + items, 0);
  return (
    <form ref={form} action={send} noValidate className="flex flex-col gap-8">
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      {state.fields || state.message ? (
        <div tabIndex={-1} data-refusal>
          <Notice tone="attention" role="alert">
            {state.message ?? t("problemsFound")}
          </Notice>
        </div>
      ) : null}
      <FormStep title={t("steps.model")}>
        <TextField
          name="name"
          state={state}
          path="model.name"
          hint={t("nameHint")}
          maxLength={100}
          required
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField name="organization" state={state} path="model.organization" maxLength={100} />
          <TextField name="url" state={state} path="model.url" type="url" />
        </div>
      </FormStep>
      <EndpointStep state={state} choices={choices} names={names} />
      <DatasetStep
        choices={choices}
        names={names}
        atFirst={(state.values.datasets ?? "").split(",")}
        toggle={toggle}
        errors={state.fields?.datasets}
      />
      <FormStep title={t("steps.start")}>
        <p id={summary} aria-live="polite">
          {datasets.length === 0 ? t("summaryNone") : t("summary", { datasets: datasets.length, items })}
        </p>
        <CostLine chosen={choices.filter(({ slug }) => datasets.includes(slug))} judgePrice={judgePrice} />
        <Button
          type="submit"
          tone="primary"
          disabled={pending}
          aria-describedby={summary}
          className="self-start"
        >
          {t(pending ? "starting" : "start")}
        </Button>
      </FormStep>
    </form>
  );
}

/** Returns the first field that was refused; what was said above the form where it was none of them. */
function firstWrong(form: HTMLFormElement | null): HTMLElement | null {
  return (
    form?.querySelector<HTMLElement>("[aria-invalid=true]") ??
    form?.querySelector<HTMLElement>("[data-refusal]") ??
    null
  );
}
