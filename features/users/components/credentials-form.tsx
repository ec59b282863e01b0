"use client";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "#/components/ui/button.tsx";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { Input } from "#/components/ui/input.tsx";
import { Notice } from "#/components/ui/notice.tsx";
import { passwordLength } from "#/features/users/password-length.ts";
import { emptyForm, type FormState } from "#/lib/form-state.ts";

type Props = {
  purpose: "signIn" | "signUp";
  action: (state: FormState, form: FormData) => Promise<FormState>;
  from: string | undefined;
};

export function CredentialsForm({ purpose, action, from }: Props) {
  const t = useTranslations("account");
  const [state, send, pending] = useActionState(action, emptyForm);
  const isNew = purpose === "signUp";
  return (
    <form action={send} className="flex flex-col gap-5">
      {state.message ? (
        <Notice tone="attention" role="alert">
          {state.message}
        </Notice>
      ) : null}
      <Field id="email" label={t("email")} errors={state.fields?.email}>
        <Input
          {...fieldProps("email", state.fields?.email)}
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={state.values.email}
        />
      </Field>
      <Field
        id="password"
        label={t("password")}
        hint={isNew ? t("passwordHint", { min: passwordLength.min }) : undefined}
        errors={state.fields?.password}
      >
        <Input
          {...fieldProps("password", state.fields?.password)}
          name="password"
          type="password"
          autoComplete={isNew ? "new-password" : "current-password"}
          required
        />
      </Field>
      {from ? <input type="hidden" name="from" value={from} /> : null}
      <Button type="submit" tone="primary" disabled={pending} className="self-start">
        {t(`${purpose}.button`)}
      </Button>
    </form>
  );
}
