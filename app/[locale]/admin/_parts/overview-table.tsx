import { type Column, ColumnTable } from "#/components/ui/column-table.tsx";

type OverviewColumn<Row> = Pick<Column<Row>, "numeric" | "cell"> & { head: string; wide?: boolean };

type Props<Row> = {
  title: string;
  lead?: string;
  empty?: string;
  rows: Row[];
  keyOf: (row: Row) => string | number;
  columns: OverviewColumn<Row>[];
};

export function OverviewTable<Row>({ title, lead, empty, rows, keyOf, columns }: Props<Row>) {
  const named = columns.map(({ wide, ...column }) => ({
    ...column,
    key: column.head,
    className: wide ? "min-w-72" : "whitespace-nowrap",
  }));
  return (
    <section className="mb-10">
      <h2 className="text-base font-semibold">{title}</h2>
      {lead ? <p className="mb-3 text-muted">{lead}</p> : null}
      {rows.length === 0 && empty ? (
        <p>{empty}</p>
      ) : (
        <ColumnTable label={title} rows={rows} keyOf={keyOf} columns={named} rowClass="align-top" />
      )}
    </section>
  );
}
