import { getTranslations } from "next-intl/server";
import { schemaFields } from "#/app/[locale]/docs/api/_parts/schema-fields.ts";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";

export async function FieldTable({ title, name, schema }: { title: string; name: string; schema: unknown }) {
  const t = await getTranslations("apiDocs");
  return (
    <details>
      <summary className="w-fit text-xs text-muted hover:text-ink">
        {title}: <code className="font-mono">{name}</code>
      </summary>
      <Table label={`${title}: ${name}`} className="mt-2">
        <thead>
          <tr>
            <HeadCell>{t("field")}</HeadCell>
            <HeadCell>{t("type")}</HeadCell>
            <HeadCell>{t("about")}</HeadCell>
          </tr>
        </thead>
        <tbody className="text-xs">
          {schemaFields(schema).map((field) => (
            <tr key={field.name}>
              <Cell className="font-mono">{field.name}</Cell>
              <Cell className="font-mono">{field.type}</Cell>
              <Cell className="text-muted">
                {[field.required ? t("required") : null, field.about].filter(Boolean).join(" · ")}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
