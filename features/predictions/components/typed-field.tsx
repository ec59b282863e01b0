"use client";
import { useTranslations } from "next-intl";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { Input } from "#/components/ui/input.tsx";

type Props = {
  name: "model" | "words" | "filter";
  value: string;
  onChange: (text: string) => void;
  errors: string[] | undefined;
};

export function TypedField({ name, value, onChange, errors }: Props) {
  const t = useTranslations("predictions");
  return (
    <Field id={name} label={t(name)} hint={t(`${name}Hint`)} errors={errors}>
      <Input
        {...fieldProps(name, errors)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        required={name !== "filter"}
      />
    </Field>
  );
}
