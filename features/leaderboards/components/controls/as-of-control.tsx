import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { Button } from "#/components/ui/button.tsx";
import { Input } from "#/components/ui/input.tsx";
import { asOfText } from "#/features/leaderboards/as-of.ts";
import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import { BoardMenu } from "#/features/leaderboards/components/controls/board-menu.tsx";
import { type TableState, tableStateQuery } from "#/features/leaderboards/table/table-state.ts";
import { fill } from "#/lib/i18n/fill.ts";

type Props = { state: TableState; texts: BoardTexts };

/** Asks the server for the board of another day. */
export function AsOfControl({ state, texts }: Props) {
  const router = useRouter();
  const day = useRef<HTMLInputElement>(null);
  const show = () => {
    const asof = day.current?.value || null;
    if (asof !== state.asof?.slice(0, 10))
      router.push(`?${tableStateQuery({ ...state, asof })}`, { scroll: false });
  };
  return (
    <BoardMenu label={state.asof ? fill(texts.asOfDay, { day: asOfText(state.asof) }) : texts.asOfToday}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the child */}
      <label>
        <span>{texts.asOfLabel}</span>
        <Input
          ref={day}
          type="date"
          name="asof"
          min="2023-01-01"
          defaultValue={state.asof?.slice(0, 10)}
          className="h-8! text-xs"
        />
      </label>
      <p className="my-2 max-w-[36ch] text-xs text-muted">{texts.asOfHint}</p>
      <p className="flex items-center gap-3">
        <Button
          type="submit"
          size="small"
          onClick={(event) => {
            event.preventDefault();
            show();
          }}
        >
          {texts.asOfShow}
        </Button>
        {state.asof ? (
          <Link
            href={`?${tableStateQuery({ ...state, asof: null })}`}
            scroll={false}
            prefetch={false}
            className="link"
          >
            {texts.asOfBack}
          </Link>
        ) : null}
      </p>
    </BoardMenu>
  );
}
