import { chromium } from "@playwright/test";
import lighthouse, { desktopConfig } from "lighthouse";
import { type Figure, median } from "#/bench/figure.ts";
import { db } from "#/lib/db.ts";
import { openDemoBoard } from "#/scripts/demo/demo-board.ts";
import { provideBrowser } from "#/scripts/suites/provide-program.ts";
import { firstFreePort } from "#/server/free-port.ts";

const rounds = 3;
const mostTraces = 3;
const forms = ["desktop", "mobile"] as const;
const leastPerformance = { desktop: 95, mobile: 80 };
const flawless = ["accessibility", "best-practices", "seo"] as const;
const categories = ["performance", ...flawless] as const;

type Form = (typeof forms)[number];
type Category = (typeof categories)[number];
type Report = { scores: Record<Category, number>; failed: string[] };

/** Lighthouse on the built pages of the demo board, on desktop and on a slowed phone: the median of three loads each. */
export async function lighthouseScores(): Promise<Figure[]> {
  const closing: (() => Promise<void>)[] = [];
  const say = (line: string) => console.error(line);
  try {
    const { address } = await openDemoBoard(await firstFreePort(18_100, "localhost"), closing, say);
    const pages = await demoPages();
    const figures: Figure[] = [];
    for (const [name, path] of Object.entries(pages))
      for (const form of forms) figures.push(...(await measure({ name, url: address + path, form })));
    return figures;
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function demoPages(): Promise<Record<string, string>> {
  const of = { datasetSlug: "demo-perception-dev", publishedAt: { not: null } };
  const first = await db().model.findFirst({ where: { entries: { some: { ...of, runId: { not: null } } } } });
  const second = await db().model.findFirst({
    where: { entries: { some: of }, slug: { not: first?.slug ?? "" } },
    orderBy: { slug: "asc" },
  });
  const item = await db().item.findFirstOrThrow({ where: { dataset: { slug: of.datasetSlug } } });
  if (!first || !second) throw new Error("The demo board has fewer than two models to compare.");
  return {
    home: "/",
    leaderboard: `/leaderboard/perception?dataset=${of.datasetSlug}`,
    model: `/models/${first.slug}`,
    item: `/datasets/${of.datasetSlug}/items/${item.number}`,
    compare: `/compare?models=${first.slug},${second.slug}&dataset=${of.datasetSlug}`,
  };
}

async function withChromium<T>(work: (debuggingPort: number) => Promise<T>): Promise<T> {
  const found = await provideBrowser();
  if (!found) throw new Error("There is no Chromium here, and none could be installed.");
  const port = await firstFreePort(19_222, "127.0.0.1");
  const browser = await chromium.launch({
    args: ["--no-sandbox", "--disable-dev-shm-usage", `--remote-debugging-port=${port}`],
    ...(found.executablePath && { executablePath: found.executablePath }),
  });
  try {
    return await work(port);
  } finally {
    await browser.close();
  }
}

type Asked = { name: string; url: string; form: Form };

async function measure({ name, url, form }: Asked): Promise<Figure[]> {
  const reports: Report[] = [];
  for (let round = 0; round < rounds; round++) reports.push(await audit(url, form));
  const failed = [...new Set(reports.flatMap((report) => report.failed))];
  for (const line of failed) console.error(`  ${name}, ${form}: ${line}`);
  const all = (category: Category) => reports.map(({ scores }) => scores[category]);
  const performance = all("performance");
  const least = flawless.map((category) => Math.min(...all(category)));
  return [
    {
      name: `Lighthouse, ${name}, ${form}: performance`,
      measured: `${median(performance)} (${Math.min(...performance)} to ${Math.max(...performance)})`,
      against: "the bound",
      value: median(performance),
      unit: "of 100",
      bound: { least: leastPerformance[form] },
    },
    {
      name: `Lighthouse, ${name}, ${form}: accessibility, best practices, SEO`,
      measured: least.join(", "),
      against: "the bound",
      value: Math.min(...least),
      unit: "of 100",
      bound: { least: 100 },
    },
  ];
}

/** In a browser of its own each time; a trace without a start is a race of the browser's and is taken again. */
async function audit(url: string, form: Form, traces = mostTraces): Promise<Report> {
  const result = await withChromium((port) =>
    lighthouse(
      url,
      { port, logLevel: "error", onlyCategories: [...categories] },
      form === "desktop" ? desktopConfig : undefined,
    ),
  );
  if (!result) throw new Error(`Lighthouse gave no report of ${url}.`);
  const { lhr } = result;
  if (lhr.runtimeError?.code === "NO_NAVSTART" && traces > 1) return audit(url, form, traces - 1);
  if (lhr.runtimeError) throw new Error(`Lighthouse of ${url}: ${lhr.runtimeError.message}`);
  const score = (category: Category) => Math.round(100 * (lhr.categories[category]?.score ?? 0));
  return {
    scores: {
      performance: score("performance"),
      accessibility: score("accessibility"),
      "best-practices": score("best-practices"),
      seo: score("seo"),
    },
    failed: Object.values(lhr.audits)
      .filter(({ score }) => score !== null && score < 0.9)
      .map(({ id, title, displayValue }) => [id, title, displayValue].filter(Boolean).join(": ")),
  };
}
