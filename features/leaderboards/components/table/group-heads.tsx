import type { ColumnGroup } from "#/features/leaderboards/table/column-groups.ts";

export function GroupHeads({ groups }: { groups: ColumnGroup[] }) {
  return groups.map(({ first, span, label }) =>
    label ? (
      <th key={first} colSpan={span} scope="colgroup" style={{ gridColumn: `span ${span}` }}>
        {label}
      </th>
    ) : (
      <td key={first} colSpan={span} style={{ gridColumn: `span ${span}` }} />
    ),
  );
}
