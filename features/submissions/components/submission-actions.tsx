"use client";
import { useTranslations } from "next-intl";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { Input } from "#/components/ui/input.tsx";
import { Sheet } from "#/components/ui/sheet.tsx";
import { cancelAction, publishAction, retryAction, unpublishAction } from "#/features/submissions/actions.ts";
import { ChangeForm } from "#/features/submissions/components/change-form.tsx";
import type { SubmissionView } from "#/features/submissions/view.ts";

const confirmed = {
  cancel: { action: cancelAction, tone: "danger" },
  publish: { action: publishAction, tone: "primary" },
  unpublish: { action: unpublishAction, tone: "danger" },
} as const;

export function SubmissionActions({ view }: { view: SubmissionView }) {
  const t = useTranslations("submissions.actions");
  const { may, endpoint } = view;
  return (
    <div className="flex flex-wrap items-end gap-3">
      {may.retry ? (
        <ChangeForm
          id={view.id}
          action={retryAction}
          tone="primary"
          button={t(view.status === "paused" ? "resume" : "retry")}
        >
          {endpoint ? (
            <div className="w-80 max-w-full">
              <Field id="apiKey" label={t("key")} hint={t(endpoint.keyStored ? "keyHint" : "keyHintNone")}>
                <Input {...fieldProps("apiKey")} name="apiKey" type="password" autoComplete="off" />
              </Field>
            </div>
          ) : null}
        </ChangeForm>
      ) : null}
      {(["publish", "unpublish", "cancel"] as const).map((verb) =>
        may[verb] ? (
          <Sheet key={verb} trigger={t(verb)} title={t(`${verb}Title`)} close={t("close")}>
            <ChangeForm
              id={view.id}
              action={confirmed[verb].action}
              tone={confirmed[verb].tone}
              button={t(`${verb}Confirm`)}
            >
              <p className="leading-relaxed text-muted">{t(`${verb}Text`)}</p>
            </ChangeForm>
          </Sheet>
        ) : null,
      )}
    </div>
  );
}
