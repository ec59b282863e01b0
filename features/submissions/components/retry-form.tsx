"use client";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "#/components/ui/button.tsx";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { Input } from "#/components/ui/input.tsx";
import { retryAction } from "#/features/submissions/actions.ts";
import type { RunView, SubmissionView } from "#/features/submissions/submission-view.ts";
import { emptyForm } from "#/lib/form-state.ts";

/** Resumes or retries, with a renewed key where one is typed. */
export function RetryForm({ view }: { view: SubmissionView }) {
  const t = useTranslations("submissions.actions");
  const [state, send, pending] = useActionState(retryAction, emptyForm);
  const errors = state.fields?.apiKey ?? (state.message ? [state.message] : undefined);
  return (
    <form action={send} className="max-w-xl">
      <input type="hidden" name="id" value={view.id} />
      <Field
        id="apiKey"
        label={t("key")}
        hint={t(view.endpoint?.keyStored ? "keyHint" : "keyHintNone")}
        errors={errors}
      >
        <div className="flex gap-2">
          <Input
            {...fieldProps("apiKey", errors)}
            name="apiKey"
            type="password"
            autoComplete="off"
            className="min-w-0 grow"
          />
          <Button type="submit" tone="primary" disabled={pending}>
            {t(view.status === "paused" ? "resume" : "retry")}
          </Button>
        </div>
      </Field>
      {view.runs.some(isScoredAgain) ? <p className="mt-2 text-xs text-muted">{t("scoredAgain")}</p> : null}
    </form>
  );
}

function isScoredAgain({ answers, status, scores, errors }: RunView): boolean {
  return answers === "hidden" && status === "finished" && errors.length > 0 && Object.keys(scores).length > 0;
}
