"use client";
import { useTranslations } from "next-intl";
import { Input } from "#/components/ui/input.tsx";
import { Sheet } from "#/components/ui/sheet.tsx";
import { rejudgeAction } from "#/features/judging/actions.ts";
import {
  cancelAction,
  lockAction,
  publishAction,
  renameAction,
  unlockAction,
  unpublishAction,
  verifyAction,
} from "#/features/submissions/actions.ts";
import { ChangeForm } from "#/features/submissions/components/change-form.tsx";
import { RetryForm } from "#/features/submissions/components/retry-form.tsx";
import type { SubmissionView } from "#/features/submissions/submission-view.ts";

const confirmed = {
  cancel: { action: cancelAction, tone: "danger" },
  publish: { action: publishAction, tone: "primary" },
  unpublish: { action: unpublishAction, tone: "danger" },
  rejudge: { action: rejudgeAction, tone: "primary" },
  verify: { action: verifyAction, tone: "primary" },
  rename: { action: renameAction, tone: "primary" },
  lock: { action: lockAction, tone: "danger" },
  unlock: { action: unlockAction, tone: "primary" },
} as const;

/** An administrator says why. */
const withReason: ReadonlySet<string> = new Set(["verify", "rename", "lock", "unlock"]);

export function SubmissionActions({ view }: { view: SubmissionView }) {
  const t = useTranslations("submissions.actions");
  const { may } = view;
  const verbs = (
    ["publish", "unpublish", "rejudge", "verify", "rename", "cancel", "lock", "unlock"] as const
  ).filter((verb) => may[verb]);
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
              {verb === "publish" || verb === "rename" ? (
                // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
                <label className="flex w-full flex-col gap-1">
                  <span>{t(verb === "publish" ? "name" : "newName")}</span>
                  <Input name="name" defaultValue={view.model.name} maxLength={100} />
                </label>
              ) : null}
              {withReason.has(verb) ? (
                // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
                <label className="flex w-full flex-col gap-1">
                  <span>{t("reason")}</span>
                  <Input name="reason" required maxLength={500} />
                </label>
              ) : null}
            </ChangeForm>
          </Sheet>
        ))}
      </div>
    </div>
  );
}
