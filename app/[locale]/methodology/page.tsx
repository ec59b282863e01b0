import type { Metadata } from "next";
import { getMessages, getTranslations, setRequestLocale } from "next-intl/server";
import { Page } from "#/components/ui/page.tsx";
import type texts from "#/messages/en/methodology.json";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "methodology" });
  return { title: t("title"), description: t("lead") };
}

export default async function MethodologyPage({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const { methodology } = (await getMessages()) as { methodology: typeof texts };
  const { title, lead, contents, sections, source } = methodology;
  return (
    <Page title={title} lead={lead} wide={false}>
      <nav aria-label={contents} className="mb-10">
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {sections.map(({ id, title: name }) => (
            <li key={id}>
              <a href={`#${id}`} className="link">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map((section) => (
        <section key={section.id} id={section.id} className="mb-10">
          <h2 className="mb-3 text-lg font-semibold">{section.title}</h2>
          {section.body.map((text) => (
            <p key={text} className="prose-measure mb-3">
              {text}
            </p>
          ))}
          {section.formulas.map((formula) => (
            <p key={formula.text} className="my-2 border-l-2 border-strong-rule bg-surface px-3 py-2">
              <span className="font-mono text-[0.8125rem] wrap-anywhere">{formula.text}</span>
              <span className="mt-1 block text-xs text-muted">
                {source}
                {locale === "zh-CN" ? "：" : ": "}
                {formula.source}
              </span>
            </p>
          ))}
        </section>
      ))}
    </Page>
  );
}
