import { keyValueText } from "#/cli/key-value-text.ts";
import { unreadLines } from "#/cli/unread-lines.ts";
import type { DryRun, DryRunItem } from "#/features/submissions/trial/dry-run-outcome.ts";

/** Returns a dry run for people: how it asked, then each item with what was sent and what came back. */
export function dryRunText(dry: DryRun): string {
  const facts = keyValueText({
    dataset: dry.dataset,
    task: dry.task,
    rung: dry.rung,
    why: dry.rungReason,
    prompt: dry.promptVersion,
    parser: dry.parserVersion,
    problem: dry.problem,
    seconds: dry.seconds,
  });
  return [`${facts}${unreadLines(dry.unread)}`, ...dry.items.map(itemText)].join("\n");
}

function itemText(item: DryRunItem): string {
  const prompt = item.prompt?.replaceAll("\n", "\n    ") ?? null;
  return keyValueText({
    item: item.item,
    prompt,
    "begun answer": item.assistantPrefix,
    thinking: item.thinking?.replaceAll("\n", "\n    ") ?? null,
    "raw answer": item.raw?.replaceAll("\n", "\n    ") ?? null,
    "read as": item.parsed === null ? null : `${item.parsed} (${item.parsedBy})`,
    outcome: item.status,
    correct: item.correctAnswer ?? null,
    score: item.score,
    d: item.logprobDifference,
    calls: item.calls,
    "latency ms": item.latencyMs,
    error: item.error,
  });
}
