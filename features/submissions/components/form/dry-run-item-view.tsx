"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SentPictures } from "#/features/results/components/sent-pictures.tsx";
import { useSentence } from "#/features/submissions/components/use-sentence.ts";
import type { DryRunItem } from "#/features/submissions/trial/dry-run-outcome.ts";

/** Renders the picture left, what was sent and what came back right. */
export function DryRunItemView({ item }: { item: DryRunItem }) {
  const t = useTranslations("submit.dryRun");
  const sentence = useSentence();
  const { prompt, assistantPrefix, raw, thinking, parsed, parsedBy, calls, status, error } = item;
  const prompted = assistantPrefix === null ? prompt : `${prompt}\n\n${t("begun")} ${assistantPrefix}`;
  return (
    <div className="grid gap-4 sm:grid-cols-[14rem_1fr]">
      <Pictures item={item} />
      <dl className="grid min-w-0 grid-cols-[5.5rem_1fr] content-start gap-x-3 gap-y-1.5 sm:grid-cols-[6.5rem_1fr]">
        {prompted ? <Fact name={t("prompt")} text={prompted} /> : null}
        {thinking ? (
          <Fact name={t("thinking")}>
            <details>
              <summary className="w-fit text-muted hover:text-ink">{t("show")}</summary>
              <Words text={thinking} />
            </details>
          </Fact>
        ) : null}
        {raw === null ? null : <Fact name={t("raw")} text={raw === "" ? t("empty") : raw} />}
        {parsed === null ? null : (
          <Fact name={t("parsed")} text={t("by", { parsed, method: parsedBy ?? "–" })} />
        )}
        <Figures item={item} />
        <Fact name={t("outcome")}>
          {t.has(`outcomes.${status}`) ? t(`outcomes.${status}`) : status}
          {item.correctAnswer ? (
            <span className="text-muted"> · {t("correct", { answer: item.correctAnswer })}</span>
          ) : null}
          {error ? <span className="block break-words text-warm">{sentence(error)}</span> : null}
        </Fact>
        {item.reference ? <Fact name={t("reference")} text={item.reference} /> : null}
        <Fact name={t("took")}>
          <span className="tabular-nums">
            {t("calls", { calls })}
            {item.latencyMs === null ? null : ` · ${t("latency", { ms: item.latencyMs })}`}
          </span>
        </Fact>
      </dl>
    </div>
  );
}

function Pictures({ item }: { item: DryRunItem }) {
  const t = useTranslations("submit.dryRun");
  return (
    <div className="flex flex-col gap-2">
      {item.images.map((hash) => (
        <a
          key={hash}
          href={`/api/v1/images/${hash}`}
          target="_blank"
          rel="noreferrer"
          className="grid place-items-center bg-grey-stage"
        >
          {/* biome-ignore lint/performance/noImgElement: original bytes, not to be re-encoded */}
          <img
            src={`/api/v1/images/${hash}`}
            alt={t("picture", { item: item.item })}
            className="max-h-56 max-w-full object-contain"
          />
        </a>
      ))}
      <SentPictures sent={item.sent} />
    </div>
  );
}

function Figures({ item: { score, logprobDifference: d } }: { item: DryRunItem }) {
  const t = useTranslations("submit.dryRun");
  return (
    <>
      {score === null ? null : <Fact name={t("score")} text={figure(score, 4)} />}
      {d === null ? null : <Fact name={t("difference")} text={`${figure(d, 4)} nat`} />}
    </>
  );
}

function Fact({ name, text, children }: { name: string; text?: string; children?: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{text === undefined ? children : <Words text={text} />}</dd>
    </>
  );
}

function Words({ text }: { text: string }) {
  return <p className="max-h-60 overflow-y-auto break-words whitespace-pre-wrap">{text}</p>;
}

function figure(value: number, digits: number): string {
  return value.toFixed(digits).replace("-", "−");
}
