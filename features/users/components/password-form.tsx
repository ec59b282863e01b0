"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "#/components/ui/button.tsx";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { Input } from "#/components/ui/input.tsx";
import { Notice } from "#/components/ui/notice.tsx";
import { changePasswordAction } from "#/features/users/actions.ts";
import { freshSignIn } from "#/features/users/fresh-session.ts";
import { passwordLength } from "#/features/users/password-length.ts";
import { emptyForm } from "#/lib/form-state.ts";

export function PasswordForm({ hasPassword, email }: { hasPassword: boolean; email: string }) {
  const t = useTranslations("account");
  const [state, send, pending] = useActionState(changePasswordAction, emptyForm);
  return (
    <form action={send} className="flex max-w-sm flex-col gap-5">
      {state.message ? (
        <Notice tone="attention" role="alert">
          {state.message}{" "}
          {hasPassword ? null : (
            <Link href={freshSignIn} className="link">
              {t("signInAgain")}
            </Link>
          )}
        </Notice>
      ) : null}
      {state.saved ? <Notice role="status">{t("changed")}</Notice> : null}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      {hasPassword ? (
        <Field id="current" label={t("current")} errors={state.fields?.current}>
          <Input
            {...fieldProps("current", state.fields?.current)}
            name="current"
            type="password"
            autoComplete="current-password"
            required
          />
        </Field>
      ) : null}
      <Field
        id="password"
        label={t("new")}
        hint={t("passwordHint", { min: passwordLength.min })}
        errors={state.fields?.password}
      >
        <Input
          {...fieldProps("password", state.fields?.password)}
          name="password"
          type="password"
          autoComplete="new-password"
          required
        />
      </Field>
      <Button type="submit" disabled={pending} className="self-start">
        {t("change")}
      </Button>
    </form>
  );
}
