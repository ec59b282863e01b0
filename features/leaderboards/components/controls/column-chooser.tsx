import { Button } from "#/components/ui/button.tsx";
import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import { BoardMenu } from "#/features/leaderboards/components/controls/board-menu.tsx";
import type { ChangeState } from "#/features/leaderboards/components/controls/use-table-state.ts";
import type { TableColumn, TableView } from "#/features/leaderboards/table/table-model.ts";
import { toggleColumn } from "#/features/leaderboards/table/visible-columns.ts";
import { fill } from "#/lib/i18n/fill.ts";

type Props = {
  columns: TableColumn[];
  /** Those of the columns that have a figure in some row. */
  offered: number[];
  base: TableView;
  seen: TableView;
  texts: BoardTexts;
  change: ChangeState;
};

export function ColumnChooser({ columns, offered, base, seen, texts, change }: Props) {
  const choices = offered.flatMap((index) => {
    const column = columns[index];
    return column ? [{ ...column, index }] : [];
  });
  const groups = Map.groupBy(choices, ({ group }) => headOf(group));
  const shown = new Set(seen.columns);
  return (
    <BoardMenu label={fill(texts.columnsShown, { shown: shown.size, all: choices.length })}>
      <input type="hidden" name="colsof" value={base.key} />
      <div className="max-h-[60dvh] overflow-y-auto">
        {[...groups].map(([group, members]) => (
          <fieldset key={group}>
            {group ? <legend>{group}</legend> : null}
            {members.map(({ key, name, label, index }) => (
              <label key={key}>
                <input
                  type="checkbox"
                  name="cols"
                  value={key}
                  checked={shown.has(index)}
                  onChange={() => change({ cols: toggleColumn(base, seen, columns, key) })}
                />
                <span>{group && name.startsWith(group) ? label : name}</span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <p className="mt-2 flex gap-2 border-t border-rule pt-2">
        <Button size="small" onClick={() => change({ cols: choices.map(({ key }) => key) })}>
          {texts.allColumns}
        </Button>
        <Button size="small" onClick={() => change({ cols: [] })}>
          {fill(texts.viewColumns, { view: base.label })}
        </Button>
      </p>
    </BoardMenu>
  );
}

/** Returns the name of a group without the count that stands below it. */
function headOf(group: string | null): string {
  return group?.split("\n")[0] ?? "";
}
