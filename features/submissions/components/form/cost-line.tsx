"use client";
import { useFormatter, useTranslations } from "next-intl";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import { askingCost, judgingCost, type TokenPrice } from "#/features/judging/judging-cost.ts";
import type { DatasetChoice } from "#/features/submissions/loaders.ts";

type Props = { chosen: readonly DatasetChoice[]; judgePrice: TokenPrice | null };

/** Renders what the chosen datasets take before anything is started: of the endpoint, and of the board's judge. */
export function CostLine({ chosen, judgePrice }: Props) {
  const t = useTranslations("submit.cost");
  const format = useFormatter();
  if (chosen.length === 0) return null;
  const rough = (value: number) => format.number(value, { maximumSignificantDigits: 2, notation: "compact" });
  const asked = chosen.map(({ items, task }) => askingCost(items, task));
  const described = chosen.filter(({ task }) => taskTraits[task].needsJudge);
  const judged = judgingCost(
    described.reduce((sum, { items }) => sum + items, 0),
    judgePrice,
  );
  const sum = (key: "calls" | "tokens") => asked.reduce((total, cost) => total + cost[key], 0);
  return (
    <p className="text-xs text-muted">
      {t("asking", { calls: format.number(sum("calls")), tokens: rough(sum("tokens")) })}{" "}
      {judged.calls > 0
        ? t("judging", { calls: format.number(judged.calls), tokens: rough(judged.tokens) })
        : null}{" "}
      {judged.calls > 0 && judged.price !== null
        ? t("price", { price: format.number(judged.price, { maximumFractionDigits: 2 }) })
        : null}
    </p>
  );
}
