import Link from "next/link";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { OperationSection } from "#/app/[locale]/docs/api/_parts/operation-section.tsx";
import { openapiDocument } from "#/app/api/openapi/document.ts";
import { operations } from "#/app/api/openapi/operations.ts";
import { apiSchemas } from "#/app/api/openapi/schemas.ts";
import { Page } from "#/components/ui/page.tsx";
import { env } from "#/lib/env.ts";

export const dynamic = "force-dynamic";

export async function generateMetadata() {
  return { title: (await getTranslations("apiDocs"))("pageTitle") };
}

type Props = { params: Promise<{ locale: string }> };

export default async function ApiDocsPage({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("apiDocs");
  const document = openapiDocument(env().NEXTAUTH_URL);
  const codes = apiSchemas.Error.shape.error.shape.code.options;
  return (
    <Page title={t("title")} lead={t("lead")} wide={false}>
      <div className="prose-measure mb-6 flex flex-col gap-2">
        <p>
          {t.rich("token", {
            account: (chunks) => (
              <Link href="/account" className="link">
                {chunks}
              </Link>
            ),
          })}
        </p>
        <p>
          {t.rich("document", {
            openapi: (chunks) => (
              <a href="/api/v1/openapi.json" className="link">
                {chunks}
              </a>
            ),
          })}
        </p>
      </div>
      {operations.map((operation) => (
        <OperationSection key={operation.id} operation={operation} document={document} />
      ))}
      <section className="flex flex-col gap-3 border-t border-rule py-6">
        <h2 className="text-base font-semibold">{t("errorsTitle")}</h2>
        <p>
          {t("errorsLead")} <code className="font-mono text-xs">{codes.join(", ")}</code>
        </p>
        <pre className="bg-surface px-3 py-2 font-mono text-xs break-words whitespace-pre-wrap">
          {'{"error":{"code":"bad-input","message":"…","fields":{"endpoint.baseUrl":["…"]}}}'}
        </pre>
      </section>
    </Page>
  );
}
