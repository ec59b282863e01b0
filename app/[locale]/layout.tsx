import "#/app/globals.css";
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { NavigationEnd } from "#/app/[locale]/_shell/navigation-end.tsx";
import { SiteFooter } from "#/app/[locale]/_shell/site-footer.tsx";
import { SiteHeader } from "#/app/[locale]/_shell/site-header.tsx";
import { SkipLink } from "#/components/ui/skip-link.tsx";
import { routing } from "#/lib/i18n/routing.ts";

const inter = localFont({
  src: "../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  variable: "--font-inter",
  weight: "100 900",
  display: "swap",
});

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fcfbfa" },
    { media: "(prefers-color-scheme: dark)", color: "#121317" },
  ],
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) return {};
  const t = await getTranslations({ locale, namespace: "shell" });
  return {
    title: { default: t("product"), template: `%s · ${t("product")}` },
    description: t("description"),
  };
}

export default async function RootLayout({ children, params }: Props) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  setRequestLocale(locale);
  const [t, asked] = await Promise.all([getTranslations("shell"), headers()]);
  return (
    <html lang={locale} className={inter.variable} suppressHydrationWarning>
      <body className="flex flex-col font-sans text-sm antialiased">
        <ThemeProvider
          attribute="class"
          defaultTheme="system"
          disableTransitionOnChange
          nonce={asked.get("x-nonce") ?? undefined}
        >
          <SkipLink label={t("skip")} />
          <NavigationEnd />
          <SiteHeader />
          <main id="content" tabIndex={-1} className="w-full grow outline-none">
            {children}
          </main>
          <SiteFooter />
        </ThemeProvider>
      </body>
    </html>
  );
}
