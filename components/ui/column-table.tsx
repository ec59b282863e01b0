import type { ReactNode } from "react";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";

export type Column<Row> = {
  key: string;
  head: ReactNode;
  numeric?: boolean;
  className?: string;
  cell: (row: Row) => ReactNode;
};

type Props<Row> = {
  label: string;
  rows: readonly Row[];
  keyOf: (row: Row) => string | number;
  columns: readonly Column<Row>[];
  rowClass?: string;
};

/** Renders a table of which each column says its head and what a row has in it. */
export function ColumnTable<Row>({ label, rows, keyOf, columns, rowClass }: Props<Row>) {
  return (
    <Table label={label}>
      <thead>
        <tr>
          {columns.map(({ key, head, numeric }) => (
            <HeadCell key={key} numeric={numeric}>
              {head}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} className={rowClass}>
            {columns.map(({ key, numeric, className, cell }) => (
              <Cell key={key} numeric={numeric} className={className}>
                {cell(row)}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
