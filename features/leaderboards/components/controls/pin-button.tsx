import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import { controlsForm } from "#/features/leaderboards/components/controls/board-controls.tsx";
import type { ChangeState } from "#/features/leaderboards/components/controls/use-table-state.ts";
import { fill } from "#/lib/i18n/fill.ts";

type Props = {
  name: string;
  rowKey: string;
  pins: string[];
  texts: BoardTexts;
  change: ChangeState;
};

export function PinButton({ name, rowKey, pins, texts, change }: Props) {
  const pinned = pins.includes(rowKey);
  const next = pinned ? pins.filter((key) => key !== rowKey) : [...pins, rowKey];
  return (
    <button
      type="submit"
      form={controlsForm}
      name="pin"
      value={next.join(",")}
      aria-pressed={pinned}
      // A title is a name too; pressed or not, the name stays the same.
      aria-label={pinned ? fill(texts.pin, { name }) : undefined}
      title={fill(pinned ? texts.unpin : texts.pin, { name })}
      className="board-pin"
      onClick={(event) => {
        event.preventDefault();
        change(({ pin }) => ({
          pin: pin.includes(rowKey) ? pin.filter((key) => key !== rowKey) : [...pin, rowKey],
        }));
      }}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d="M4 1h4v3l2 2.5H2L4 4zM6 6.5V11" />
      </svg>
    </button>
  );
}
