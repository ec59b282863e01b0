"use client";
import { clsx } from "clsx";
import { useFormatter, useTranslations } from "next-intl";
import { Notice } from "#/components/ui/notice.tsx";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import { useSentence } from "#/features/submissions/components/use-sentence.ts";
import type { EndpointProbe } from "#/features/submissions/trial/probe-endpoint.ts";

const marks = { ok: "✓", warn: "!", fail: "✗", untried: "–" } as const;

type Check = EndpointProbe["checks"][number];
type Props = { probe: EndpointProbe; names: Record<string, string> };

export function ProbeReportView({ probe, names }: Props) {
  const t = useTranslations("submit.probe");
  const format = useFormatter();
  const { usable, checks, calls, seconds } = probe;
  const groups = [...Map.groupBy(checks, groupOf).values()];
  return (
    <div className="flex flex-col gap-4">
      <Notice tone={usable ? "quiet" : "attention"} title={t(usable ? "usable" : "unusable")}>
        {t("effort", { calls, seconds })}
      </Notice>
      <ul className="flex flex-col">
        {groups.map((group) => (
          <Finding
            key={group[0]?.id}
            check={group[0]}
            name={format.list(group.map(({ id }) => t(`checks.${id}`)))}
          />
        ))}
      </ul>
      {usable ? <Estimates probe={probe} names={names} /> : null}
    </div>
  );
}

/** What was left out for one reason is said once. */
function groupOf({ id, status, words: message }: Check): string {
  return status === "untried" ? message : id;
}

function Finding({ check, name }: { check: Check | undefined; name: string }) {
  const t = useTranslations("submit.probe");
  const sentence = useSentence();
  if (!check) return null;
  const { status, words: message } = check;
  return (
    <li className="grid grid-cols-[1.25rem_8.5rem_1fr] gap-2 border-b border-rule py-1.5 max-sm:grid-cols-[1.25rem_1fr]">
      <span
        role="img"
        aria-label={t(`statuses.${status}`)}
        className={clsx((status === "warn" || status === "fail") && "font-semibold text-warm")}
      >
        {marks[status]}
      </span>
      <span className={status === "untried" ? "text-muted" : "font-medium"}>{name}</span>
      <span className="min-w-0 break-words text-muted max-sm:col-start-2">{sentence(message)}</span>
    </li>
  );
}

function Estimates({ probe: { estimates }, names }: Props) {
  const t = useTranslations("submit.probe");
  const format = useFormatter();
  const figure = (value: number | null) => (value === null ? "–" : format.number(value));
  if (estimates.length === 0) return null;
  const isPriced = estimates.some(({ price }) => price !== null);
  return (
    <div>
      <p className="mb-1 font-medium">{t("estimate")}</p>
      <Table label={t("estimate")}>
        <thead>
          <tr>
            <HeadCell>{t("dataset")}</HeadCell>
            <HeadCell numeric>{t("calls")}</HeadCell>
            <HeadCell numeric>{t("minutes")}</HeadCell>
            <HeadCell numeric>{t("promptTokens")}</HeadCell>
            <HeadCell numeric>{t("completionTokens")}</HeadCell>
            {isPriced ? <HeadCell numeric>{t("price")}</HeadCell> : null}
          </tr>
        </thead>
        <tbody>
          {estimates.map(({ dataset, calls, seconds, promptTokens, completionTokens, price }) => (
            <tr key={dataset}>
              <Cell>{names[dataset] ?? dataset}</Cell>
              <Cell numeric>{figure(calls)}</Cell>
              <Cell numeric>{figure(seconds === null ? null : Math.ceil(seconds / 6) / 10)}</Cell>
              <Cell numeric>{figure(promptTokens)}</Cell>
              <Cell numeric>{figure(completionTokens)}</Cell>
              {isPriced ? (
                <Cell numeric>
                  {price === null ? "–" : format.number(price, { maximumFractionDigits: 2 })}
                </Cell>
              ) : null}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
