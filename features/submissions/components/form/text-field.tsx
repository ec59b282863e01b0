"use client";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { Input } from "#/components/ui/input.tsx";
import type { FormState } from "#/lib/form-state.ts";

type Name = "name" | "organization" | "url" | "baseUrl" | "endpointModel" | "apiKey" | "concurrency";
type Props = Omit<ComponentProps<"input">, "name"> & {
  name: Name;
  state: FormState;
  /** Where the API's input has this field, as its errors name it. */
  path: string;
  hint?: ReactNode;
};

export function TextField({ name, state, path, hint, defaultValue, ...rest }: Props) {
  const t = useTranslations("submit");
  const errors = state.fields?.[path];
  const label = rest.required ? (
    t(name)
  ) : (
    <>
      {t(name)} <span className="font-normal text-muted">{t("optional")}</span>
    </>
  );
  return (
    <Field id={name} label={label} hint={hint} errors={errors}>
      <Input
        {...fieldProps(name, errors)}
        name={name}
        autoComplete="off"
        defaultValue={state.values[name] ?? defaultValue}
        {...rest}
      />
    </Field>
  );
}
