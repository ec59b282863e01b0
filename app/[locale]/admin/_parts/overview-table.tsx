import type { ReactNode } from "react";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";

type Column<Row> = { head: string; numeric?: boolean; wide?: boolean; cell: (row: Row) => ReactNode };

type Props<Row> = {
  title: string;
  lead?: string;
  empty?: string;
  rows: Row[];
  keyOf: (row: Row) => string | number;
  columns: Column<Row>[];
};

export function OverviewTable<Row>({ title, lead, empty, rows, keyOf, columns }: Props<Row>) {
  return (
    <section className="mb-10">
      <h2 className="text-base font-semibold">{title}</h2>
      {lead ? <p className="mb-3 text-muted">{lead}</p> : null}
      {rows.length === 0 && empty ? (
        <p>{empty}</p>
      ) : (
        <Table label={title}>
          <thead>
            <tr>
              {columns.map(({ head, numeric }) => (
                <HeadCell key={head} numeric={numeric}>
                  {head}
                </HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)} className="align-top">
                {columns.map(({ head, numeric, wide, cell }) => (
                  <Cell key={head} numeric={numeric} className={wide ? "min-w-72" : "whitespace-nowrap"}>
                    {cell(row)}
                  </Cell>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}
