"use client";
import { useTranslations } from "next-intl";
import { FormStep } from "#/features/submissions/components/form/form-step.tsx";
import type { DatasetChoice } from "#/features/submissions/loaders.ts";
import { maxDatasets } from "#/features/submissions/submission-limits.ts";

type Props = {
  choices: DatasetChoice[];
  names: Record<string, string>;
  /** Checked when the form is drawn or drawn again after a refusal. */
  atFirst: string[];
  toggle: (slug: string, on: boolean) => void;
  errors: string[] | undefined;
};

export function DatasetStep({ choices, names, atFirst, toggle, errors }: Props) {
  const t = useTranslations("submit");
  return (
    <FormStep title={t("steps.datasets")}>
      <p className="text-xs text-muted">{t("datasetsHint", { max: maxDatasets })}</p>
      {errors?.length ? (
        <p id="datasets-error" role="alert" className="text-xs text-warm">
          {errors.join(" ")}
        </p>
      ) : null}
      {choices.length === 0 ? (
        <p className="text-muted">
          {t.rich("noDatasets", { code: (chunks) => <code className="font-mono text-xs">{chunks}</code> })}
        </p>
      ) : null}
      <ul className="flex flex-col">
        {choices.map((choice) => (
          <li key={choice.slug}>
            <Choice
              choice={choice}
              name={names[choice.slug] ?? choice.slug}
              checked={atFirst.includes(choice.slug)}
              toggle={toggle}
              wrong={Boolean(errors?.length)}
            />
          </li>
        ))}
      </ul>
    </FormStep>
  );
}

type ChoiceProps = {
  choice: DatasetChoice;
  name: string;
  checked: boolean;
  toggle: (slug: string, on: boolean) => void;
  wrong: boolean;
};

function Choice({ choice, name, checked, toggle, wrong }: ChoiceProps) {
  const t = useTranslations("submit");
  const task = useTranslations("common.tasks");
  const facts = [
    task(choice.task),
    t("items", { count: choice.items }),
    choice.generated ? t("generated") : null,
    choice.hidden ? t("hidden") : null,
  ].filter(Boolean);
  return (
    <label className="grid grid-cols-[1.25rem_1fr] items-baseline gap-x-2 py-1.5 has-disabled:text-muted">
      <input
        type="checkbox"
        name="datasets"
        value={choice.slug}
        defaultChecked={checked}
        disabled={choice.problem !== null}
        aria-invalid={(wrong && choice.problem === null) || undefined}
        aria-describedby={wrong ? "datasets-error" : undefined}
        onChange={(event) => toggle(choice.slug, event.target.checked)}
        className="size-4 translate-y-0.5 accent-accent"
      />
      <span>
        <span className="font-medium">{name}</span>{" "}
        <span className="text-xs text-muted tabular-nums">
          {name === choice.slug ? null : (
            <>
              <code className="font-mono">{choice.slug}</code> ·{" "}
            </>
          )}
          {facts.join(" · ")}
        </span>
        {choice.problem ? (
          <span className="block text-xs">
            {t(`problems.${choice.problem}`)}{" "}
            {choice.problem === "admission" ? (
              <a href={`/datasets/${choice.slug}#admission`} className="link">
                {t("askAdmission")}
              </a>
            ) : null}
          </span>
        ) : null}
      </span>
    </label>
  );
}
