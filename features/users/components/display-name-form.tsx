"use client";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "#/components/ui/button.tsx";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { Input } from "#/components/ui/input.tsx";
import { Notice } from "#/components/ui/notice.tsx";
import { displayNameAction } from "#/features/users/actions.ts";
import { emptyForm } from "#/lib/form-state.ts";

/** Renders what others read of the account; `shown` stands where it has no name of its own. */
export function DisplayNameForm({ name, shown }: { name: string; shown: string }) {
  const t = useTranslations("account");
  const [state, send, pending] = useActionState(displayNameAction, emptyForm);
  return (
    <form action={send} className="flex max-w-sm flex-col gap-5">
      {state.message ? (
        <Notice tone="attention" role="alert">
          {state.message}
        </Notice>
      ) : null}
      {state.saved ? <Notice role="status">{t("nameSaved")}</Notice> : null}
      <Field id="display-name" label={t("name")} hint={t("nameHint", { shown })} errors={state.fields?.name}>
        <Input
          {...fieldProps("display-name", state.fields?.name)}
          name="name"
          defaultValue={state.values.name ?? name}
          maxLength={60}
          autoComplete="nickname"
        />
      </Field>
      <Button type="submit" disabled={pending} className="self-start">
        {t("nameSave")}
      </Button>
    </form>
  );
}
