import Link from "next/link";
import { getMessages, getTranslations } from "next-intl/server";
import type texts from "#/messages/en/home.json";

/** Renders the ways in, in a few words each. */
export async function HowToSubmit() {
  const [t, messages] = await Promise.all([getTranslations("home"), getMessages()]);
  const { steps } = messages.home as typeof texts;
  return (
    <section className="min-w-0">
      <h2 className="mb-2 text-base font-semibold">{t("submitTitle")}</h2>
      <dl className="space-y-3">
        {steps.map(({ title, text, link, href }) => (
          <div key={href} className="border-l-2 border-rule pl-3">
            <dt className="font-medium">{title}</dt>
            <dd className="max-w-[60ch] text-muted">
              {text}{" "}
              <Link href={href} prefetch={false} className="link">
                {link}
              </Link>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-muted">{t("submitNote")}</p>
    </section>
  );
}
