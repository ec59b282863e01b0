import type { Metadata } from "next";
import { getMessages, getTranslations, setRequestLocale } from "next-intl/server";
import { FormulaBlock } from "#/app/[locale]/methodology/_parts/formula-block.tsx";
import { Page } from "#/components/ui/page.tsx";
import { fill } from "#/lib/i18n/fill.ts";
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
  const { title, lead, contents, sections, words, cited } = methodology;
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
          {section.formulas.map(({ id, text, source }) => (
            <FormulaBlock key={id} id={id} text={text} cited={fill(cited, { source })} words={words} />
          ))}
        </section>
      ))}
    </Page>
  );
}
