"use client";
import { useTranslations } from "next-intl";
import { Sheet } from "#/components/ui/sheet.tsx";
import { rejudgeAction } from "#/features/judging/actions.ts";
import { cancelAction, publishAction, unpublishAction } from "#/features/submissions/actions.ts";
import { ChangeForm } from "#/features/submissions/components/change-form.tsx";
import { RetryForm } from "#/features/submissions/components/retry-form.tsx";
import type { SubmissionView } from "#/features/submissions/submission-view.ts";

const confirmed = {
  cancel: { action: cancelAction, tone: "danger" },
  publish: { action: publishAction, tone: "primary" },
  unpublish: { action: unpublishAction, tone: "danger" },
  rejudge: { action: rejudgeAction, tone: "primary" },
} as const;

export function SubmissionActions({ view }: { view: SubmissionView }) {
  const t = useTranslations("submissions.actions");
  const { may } = view;
  const verbs = (["publish", "unpublish", "rejudge", "cancel"] as const).filter((verb) => may[verb]);
  if (!may.retry && verbs.length === 0) return null;
  return (
    <div className="flex flex-col gap-4">
      {may.retry ? <RetryForm view={view} /> : null}
      <div className="flex flex-wrap gap-3 empty:hidden">
        {verbs.map((verb) => (
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
        ))}
      </div>
    </div>
  );
}
