"use client";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "#/components/ui/button.tsx";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { Input } from "#/components/ui/input.tsx";
import { Notice } from "#/components/ui/notice.tsx";
import { createTokenAction } from "#/features/tokens/actions.ts";
import { emptyForm, type FormState } from "#/lib/form-state.ts";

const start: FormState & { secret?: string } = emptyForm;

export function TokenForm() {
  const t = useTranslations("account.tokens");
  const [state, send, pending] = useActionState(createTokenAction, start);
  return (
    <form action={send} className="flex max-w-xl flex-col gap-4">
      {state.message ? (
        <Notice tone="attention" role="alert">
          {state.message}
        </Notice>
      ) : null}
      {state.secret ? (
        <Notice role="status" title={t("created")}>
          <label className="sr-only" htmlFor="secret">
            {t("secret")}
          </label>
          <Input
            id="secret"
            readOnly
            value={state.secret}
            onFocus={(event) => event.currentTarget.select()}
            className="mt-2 w-full font-mono text-xs"
          />
        </Notice>
      ) : null}
      <Field id="name" label={t("name")} hint={t("nameHint")} errors={state.fields?.name}>
        <div className="flex gap-2">
          <Input
            {...fieldProps("name", state.fields?.name)}
            name="name"
            maxLength={80}
            required
            className="min-w-0 grow"
            autoComplete="off"
            defaultValue={state.values.name}
          />
          <Button type="submit" disabled={pending}>
            {t("create")}
          </Button>
        </div>
      </Field>
    </form>
  );
}
