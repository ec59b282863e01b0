import { ModelText } from "#/components/ui/model-text.tsx";
import type { readTopLists } from "#/evaluation/tasks/assessment/request/top-list-text.ts";

const shown = 5;

type Props = { lists: NonNullable<ReturnType<typeof readTopLists>>; text: string };

/** Renders the likeliest words of each call with their log-probabilities; all of them on hover and in the files. */
export function MessageList({ lists, text }: Props) {
  return lists.map((list, call) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a list is its call
    <p key={call} title={text} className="flex flex-wrap gap-x-3 text-xs">
      {list.slice(0, shown).map(([token, nats], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
        <span key={index} className="whitespace-nowrap">
          <ModelText text={token} />{" "}
          <span className="text-muted tabular-nums">{nats.toFixed(3).replace("-", "−")}</span>
        </span>
      ))}
      {list.length > shown ? <span className="text-muted">…</span> : null}
    </p>
  ));
}
