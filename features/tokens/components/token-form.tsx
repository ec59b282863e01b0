"use client";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "#/components/ui/button.tsx";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { Input, Select } from "#/components/ui/input.tsx";
import { Notice } from "#/components/ui/notice.tsx";
import { createTokenAction } from "#/features/tokens/actions.ts";
import { emptyForm, type FormState } from "#/lib/form-state.ts";

const start: FormState & { secret?: string } = emptyForm;
const lifetimes = [30, 90, 365];

/** `scopes`: those that the owner may give; the powerful one is chosen on purpose only. */
export function TokenForm({ scopes }: { scopes: readonly ("read" | "submit" | "admin")[] }) {
  const t = useTranslations("account.tokens");
  const [state, send, pending] = useActionState(createTokenAction, start);
  return (
    <form action={send} className="flex max-w-xl flex-col gap-4">
      {state.message ? (
        <Notice tone="attention" role="alert">
          {state.message}
        </Notice>
      ) : null}
      {state.secret ? <NewSecret secret={state.secret} /> : null}
      <Field id="name" label={t("name")} hint={t("nameHint")} errors={state.fields?.name}>
        <Input
          {...fieldProps("name", state.fields?.name)}
          name="name"
          maxLength={80}
          required
          className="w-full"
          autoComplete="off"
          defaultValue={state.values.name}
        />
      </Field>
      <fieldset className="flex flex-col gap-1.5" aria-describedby="scopes-hint">
        <legend className="mb-1.5 font-medium">{t("scopes")}</legend>
        {scopes.map((scope) => (
          <label key={scope} className="flex items-center gap-2">
            <input type="checkbox" name="scopes" value={scope} defaultChecked={scope !== "admin"} />
            {t(`scope.${scope}`)}
          </label>
        ))}
        <p id="scopes-hint" className="text-xs text-muted">
          {t("scopeHint")}
        </p>
        {state.fields?.scopes ? (
          <p role="alert" className="text-xs text-warm">
            {state.fields.scopes.join(" ")}
          </p>
        ) : null}
      </fieldset>
      <Field id="days" label={t("days")} errors={state.fields?.days}>
        <Select
          {...fieldProps("days", state.fields?.days)}
          name="days"
          defaultValue="90"
          className="self-start"
        >
          {lifetimes.map((days) => (
            <option key={days} value={days}>
              {t("daysOption", { days })}
            </option>
          ))}
          <option value="">{t("daysNever")}</option>
        </Select>
      </Field>
      <Button type="submit" disabled={pending} className="self-start">
        {t("create")}
      </Button>
    </form>
  );
}

function NewSecret({ secret }: { secret: string }) {
  const t = useTranslations("account.tokens");
  return (
    <Notice role="status" title={t("created")}>
      <label className="sr-only" htmlFor="secret">
        {t("secret")}
      </label>
      <Input
        id="secret"
        readOnly
        value={secret}
        onFocus={(event) => event.currentTarget.select()}
        className="mt-2 w-full font-mono text-xs"
      />
    </Notice>
  );
}
