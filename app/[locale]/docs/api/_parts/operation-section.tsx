import { getTranslations } from "next-intl/server";
import { curlExample } from "#/app/[locale]/docs/api/_parts/curl-example.ts";
import { FieldTable } from "#/app/[locale]/docs/api/_parts/field-table.tsx";
import type { openapiDocument } from "#/app/api/openapi/document.ts";
import { operationAccess } from "#/app/api/openapi/operation-access.ts";
import type { Operation } from "#/app/api/openapi/operations.ts";

type Props = { operation: Operation; document: ReturnType<typeof openapiDocument> };

export async function OperationSection({ operation, document }: Props) {
  const t = await getTranslations("apiDocs");
  const { id, method, path, body, answer, otherwise } = operation;
  const [server] = document.servers;
  const schemaOf = (name: string) => document.components.schemas[name];
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
  const parameters = [...names, ...(operation.query ?? []), ...(operation.headers ?? [])];
  return (
    <section id={id} className="flex scroll-mt-16 flex-col gap-3 border-t border-rule py-6">
      <h2 className="flex flex-wrap items-baseline gap-x-3 font-mono text-sm">
        <span className="font-semibold uppercase">{method}</span>
        <span className="break-all">{path}</span>
      </h2>
      <p className="prose-measure">
        {t(`operations.${id}`)}{" "}
        <span className="text-muted">{t(`access.${operationAccess(operation)}`)}</span>
      </p>
      <pre className="bg-surface px-3 py-2 font-mono text-xs break-words whitespace-pre-wrap">
        {curlExample(server?.url ?? "", operation)}
      </pre>
      {parameters.length > 0 ? (
        <dl className="grid gap-x-4 gap-y-1 text-xs sm:grid-cols-[10rem_1fr]">
          {parameters.map((name) => (
            <div key={name} className="contents">
              <dt className="font-mono">{name}</dt>
              <dd className="mb-1 text-muted sm:mb-0">{t(`parameters.${name}`)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {body ? <FieldTable title={t("body")} name={body} schema={schemaOf(body)} /> : null}
      {answer.includes("/") ? (
        <p className="text-xs text-muted">
          {t("answer")}: <code className="font-mono">{answer}</code>
        </p>
      ) : (
        <FieldTable title={t("answer")} name={answer} schema={schemaOf(answer)} />
      )}
      {otherwise ? (
        <FieldTable title={t("otherwise")} name={otherwise.answer} schema={schemaOf(otherwise.answer)} />
      ) : null}
    </section>
  );
}
