"use client";
import { useTranslations } from "next-intl";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { defaultReadLimits } from "#/evaluation/predictions/read-limits.ts";

const mostBytes = defaultReadLimits.packedBytes;

export function FileField({ file, onChange }: { file: File | null; onChange: (file: File | null) => void }) {
  const t = useTranslations("predictions");
  const most = mostBytes / 2 ** 20;
  const errors = file && file.size > mostBytes ? [t("tooLarge", { most })] : undefined;
  return (
    <Field id="file" label={t("file")} hint={t("fileHint", { most })} errors={errors}>
      <input
        {...fieldProps("file", errors)}
        type="file"
        accept=".json,.jsonl,.ndjson,.csv,.tsv,.xlsx,.gz"
        onChange={(event) => onChange(event.target.files?.[0] ?? null)}
        required
        className="w-full text-sm file:mr-3 file:h-9 file:rounded-sm file:border file:border-solid file:border-strong-rule/60 file:bg-paper file:px-3.5 file:text-ink"
      />
    </Field>
  );
}
