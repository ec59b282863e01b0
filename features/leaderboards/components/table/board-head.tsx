import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import { controlsForm } from "#/features/leaderboards/components/controls/board-controls.tsx";
import type { ChangeState } from "#/features/leaderboards/components/controls/use-table-state.ts";
import { GroupHeads } from "#/features/leaderboards/components/table/group-heads.tsx";
import { columnGroups } from "#/features/leaderboards/table/column-groups.ts";
import type { TableModel, TableView } from "#/features/leaderboards/table/table-model.ts";
import { nextSort, sortDirection, type TableState } from "#/features/leaderboards/table/table-state.ts";
import { fill } from "#/lib/i18n/fill.ts";

type Sorting = { state: TableState; texts: BoardTexts; change: ChangeState };
type Props = Sorting & { table: TableModel; view: TableView; corner: string };

/** `corner`: dataset and versions, which stay in sight with the head and the first columns. */
export function BoardHead({ table, view, corner, ...sorting }: Props) {
  const columns = view.columns.flatMap((index) => table.columns[index] ?? []);
  const groups = columnGroups(columns);
  const { texts } = sorting;
  return (
    <thead>
      <tr className="board-groups">
        <td colSpan={2} className="board-corner">
          {corner}
        </td>
        <td className="board-source" />
        <GroupHeads groups={groups} />
      </tr>
      <tr>
        <SortHead column="rank" label={texts.rank} className="board-rank" {...sorting} />
        <SortHead column="name" label={texts.name} className="board-name" {...sorting} />
        <SortHead column="source" label={texts.source} className="board-source" {...sorting} />
        {columns.map((column, index) => (
          <SortHead
            key={column.key}
            column={column.key}
            label={column.label}
            name={column.name}
            n={column.n}
            best={column.higherIsBetter ? "-" : ""}
            groupStart={index > 0 && column.group !== columns[index - 1]?.group}
            className="board-figure"
            {...sorting}
          />
        ))}
      </tr>
    </thead>
  );
}

type HeadProps = Sorting & {
  column: string;
  label: string;
  name?: string;
  n?: number | null;
  best?: "-" | "";
  groupStart?: boolean;
  className: string;
};

function SortHead({
  column,
  label,
  name = label,
  n,
  best = "",
  groupStart,
  className,
  ...sorting
}: HeadProps) {
  const { state, texts, change } = sorting;
  const direction = sortDirection(state.sort, column);
  const next = nextSort(state.sort, column, best === "-");
  return (
    <th scope="col" className={className} aria-sort={direction} data-start={groupStart || undefined}>
      <button
        type="submit"
        form={controlsForm}
        name="sort"
        value={next}
        title={fill(texts.sortBy, { column: name })}
        onClick={(event) => {
          event.preventDefault();
          change({ sort: next });
        }}
      >
        <span className="board-label">{label}</span>
      </button>
      {n ? <small>{fill(texts.columnCount, { n: n.toLocaleString("en") })}</small> : null}
    </th>
  );
}
