import { type Browser, chromium, type Page, type Request } from "@playwright/test";
import { type Figure, median } from "#/bench/figure.ts";
import { seedAssessmentModels } from "#/bench/many-models.ts";
import type { BenchBoard } from "#/bench/with-bench-board.ts";
import { withWeb } from "#/bench/with-web.ts";
import { provideBrowser } from "#/scripts/suites/provide-program.ts";

const models = 500;
const databases = ["koniq-10k", "spaq", "live-fb", "live-itw", "cgiqa-6k", "agiqa-3k", "kadid-10k"];
const more = ["bench-a", "bench-b", "bench-c", "bench-d"];
const columns = (1 + databases.length + more.length) * 2;
const path = "/leaderboard/assessment";
const loads = 5;
const sorts = 9;

/** A table of 500 models × 24 columns in a headless browser: first paint, sort, filter, pin, layout shift, bytes. */
export async function largeTable(board: BenchBoard): Promise<Figure[]> {
  await seedAssessmentModels(models, [...databases, ...more]);
  const found = await provideBrowser();
  if (!found) throw new Error("There is no Chromium here, and none could be installed.");
  const { executablePath } = found;
  const browser = await chromium.launch({
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
    ...(executablePath && { executablePath }),
  });
  try {
    return await withWeb(board, (address) => measure(browser, address + path));
  } finally {
    await browser.close();
  }
}

async function measure(browser: Browser, url: string): Promise<Figure[]> {
  const paints: number[] = [];
  let bytes: Bytes | null = null;
  for (let load = 0; load < loads; load++) {
    const page = await openCold(browser);
    const heard = weigh(page);
    await page.goto(url, { waitUntil: "networkidle" });
    paints.push(await firstPaint(page));
    bytes = await heard();
    await page.context().close();
  }
  const page = await openCold(browser);
  await page.goto(url, { waitUntil: "networkidle" });
  const size = await page.locator("table.board").evaluate((table) => ({
    rows: table.querySelectorAll("tbody tr[data-r]").length,
    columns: table.querySelectorAll("thead th.board-figure").length,
  }));
  if (size.rows !== models || size.columns !== columns)
    throw new Error(`The table has ${size.rows} rows and ${size.columns} columns.`);
  const times = await interact(page);
  const shift = await shiftOfUse(browser, url);
  return [
    seconds("first contentful paint", median(paints), paints, 1),
    seconds("sort, until it can be painted", median(times.sorts), times.sorts, 0.05),
    seconds("filter by a word", median(times.filters), times.filters, 0.2),
    seconds("pin a row", median(times.pins), times.pins, 0.2),
    {
      name: `${models} × ${columns}: layout shift, loading and using it`,
      measured: shift.toFixed(4),
      against: "the bound",
      value: shift,
      unit: "×",
      bound: { most: 0 },
    },
    ...(bytes ? [weight(bytes)] : []),
  ];
}

function seconds(what: string, value: number, all: number[], most: number): Figure {
  return {
    name: `${models} × ${columns}: ${what}`,
    measured: `${(value * 1000).toFixed(0)} ms (${(Math.min(...all) * 1000).toFixed(0)} to ${(Math.max(...all) * 1000).toFixed(0)})`,
    against: "the bound",
    value,
    unit: "s",
    bound: { most },
  };
}

async function openCold(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
  return context.newPage();
}

type Bytes = Record<"document" | "script" | "stylesheet" | "font", number>;

/** Bytes over the wire by kind, of what this page loads. */
function weigh(page: Page): () => Promise<Bytes> {
  const answers: Promise<[string, number]>[] = [];
  const hear = (request: Request) =>
    answers.push(
      request
        .sizes()
        .then(
          ({ responseBodySize }) => [request.resourceType(), responseBodySize] as const as [string, number],
        ),
    );
  page.on("requestfinished", hear);
  return async () => {
    page.off("requestfinished", hear);
    const sum: Bytes = { document: 0, script: 0, stylesheet: 0, font: 0 };
    for (const [kind, size] of await Promise.all(answers)) if (kind in sum) sum[kind as keyof Bytes] += size;
    return sum;
  };
}

function weight(bytes: Bytes): Figure {
  const total = Object.values(bytes).reduce((sum, size) => sum + size, 0) / 1000;
  const parts = Object.entries(bytes).map(([kind, size]) => `${kind} ${(size / 1000).toFixed(0)}`);
  return {
    name: `${models} × ${columns}: bytes of the page, gzip`,
    measured: `${total.toFixed(0)} kB: ${parts.join(", ")}`,
    against: "the bound",
    value: total,
    unit: "kB",
    bound: { most: 1000 },
  };
}

function firstPaint(page: Page): Promise<number> {
  return page.evaluate(
    () => (performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN) / 1000,
  );
}

/** What moved without having been asked to, while the page loads and while somebody sorts, filters and pins. */
async function shiftOfUse(browser: Browser, url: string): Promise<number> {
  const page = await openCold(browser);
  await page.addInitScript(() => {
    const seen = window as Window & { shift?: number };
    seen.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[])
        if (!entry.hadRecentInput) seen.shift = (seen.shift ?? 0) + entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(url, { waitUntil: "networkidle" });
  for (const index of [2, 5]) {
    await page.locator("thead th.board-figure button").nth(index).click();
    // Until the document has followed what is shown.
    await page.waitForFunction(() => !document.querySelector("tbody tr[style*=order]"));
  }
  await page.locator("tbody .board-pin").nth(3).click();
  await page.locator("input[name=q]").pressSequentially("Laboratory 39");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr[data-r]:not([hidden])").length < 200);
  return page.evaluate(() => (window as Window & { shift?: number }).shift ?? Number.NaN);
}

/** From the event to the end of the layout that shows it: handler, render, changes of the document, style and layout. */
function interact(page: Page): Promise<{ sorts: number[]; filters: number[]; pins: number[] }> {
  return page.evaluate(async (rounds) => {
    const nextFrame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const timed = async (act: () => void) => {
      await nextFrame();
      const startedAt = performance.now();
      act();
      // React renders what a press asks for in a microtask after it.
      await null;
      document.body.getBoundingClientRect();
      const ended = performance.now();
      await nextFrame();
      return (ended - startedAt) / 1000;
    };
    const heads = [...document.querySelectorAll<HTMLButtonElement>("thead th.board-figure button")];
    const search = document.querySelector<HTMLInputElement>("input[name=q]");
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    const type = (text: string) => {
      write?.call(search, text);
      search?.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const order = () => document.querySelector("tbody tr[data-r]")?.getAttribute("data-r");
    const measured = { sorts: [] as number[], filters: [] as number[], pins: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      measured.sorts.push(await timed(() => heads[(round * 5 + 2) % heads.length]?.click()));
      if (order() === undefined) throw new Error("The table is empty after a sort.");
      measured.filters.push(await timed(() => type(`Model ${round}`)));
      await timed(() => type(""));
      const pins = document.querySelectorAll<HTMLButtonElement>("tbody tr:not([hidden]) .board-pin");
      measured.pins.push(await timed(() => pins[round * 7 + 3]?.click()));
    }
    return measured;
  }, sorts);
}
