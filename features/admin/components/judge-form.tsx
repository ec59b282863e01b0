import { getTranslations } from "next-intl/server";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { Input, Select } from "#/components/ui/input.tsx";
import { judgeAction, resetJudgeAction } from "#/features/admin/actions.ts";
import { AdminForm } from "#/features/admin/components/admin-form.tsx";
import type { JudgeOverview } from "#/features/judging/loaders.ts";

/** Chooses the judge of new runs: its address, model and key, and the templates of one that was asked before. */
export async function JudgeForm({ overview: { form, judges } }: { overview: JudgeOverview }) {
  const t = await getTranslations("admin.judge");
  const versions = new Map(
    judges.filter(({ describes }) => describes).map((judge) => [judge.templateVersion, judge.id]),
  );
  return (
    <details className="mb-10">
      <summary className="cursor-pointer font-medium">{t("change")}</summary>
      <div className="mt-3 flex max-w-xl flex-col gap-4">
        <AdminForm action={judgeAction} button={t("save")} saved={t("saved")} tone="primary">
          <div className="flex w-full flex-col gap-4">
            <Field id="judge-baseUrl" label={t("baseUrl")}>
              <Input
                {...fieldProps("judge-baseUrl")}
                name="baseUrl"
                type="url"
                required
                defaultValue={form.baseUrl}
              />
            </Field>
            <Field id="judge-model" label={t("model")}>
              <Input {...fieldProps("judge-model")} name="model" required defaultValue={form.model} />
            </Field>
            <Field id="judge-apiKey" label={t("key")} hint={t(form.keyStored ? "keyStored" : "keyNone")}>
              <Input {...fieldProps("judge-apiKey")} name="apiKey" type="password" autoComplete="off" />
            </Field>
            <Field id="judge-templates" label={t("templates")} hint={t("templatesHint")}>
              <Select
                {...fieldProps("judge-templates")}
                name="templatesOf"
                defaultValue={versions.get(form.templateVersion ?? "") ?? 0}
              >
                <option value={0}>{t("files")}</option>
                {[...versions].map(([version, id]) => (
                  <option key={version} value={id}>
                    {version}
                  </option>
                ))}
              </Select>
            </Field>
          </div>
        </AdminForm>
        {form.isOwn ? <AdminForm action={resetJudgeAction} button={t("reset")} /> : null}
      </div>
    </details>
  );
}
