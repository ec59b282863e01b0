import type { AskedPage } from "#/scripts/web/asked-page.ts";
import type { KeptPage } from "#/scripts/web/kept-page.ts";

type Render = (asked: AskedPage) => Promise<KeptPage | null>;

/**
 * Finished pages, the least lately asked for dropped first; while one is being made, all who ask for it wait for that
 * one. While `isLive` says that changes may be missed, that is all: nothing is kept or given that was kept.
 */
export class PageCache {
  private readonly pages = new Map<string, KeptPage>();
  private readonly making = new Map<string, Promise<KeptPage | null>>();
  private readonly render: Render;
  private readonly mostBytes: number;
  private readonly isLive: () => boolean;
  private bytes = 0;

  constructor(render: Render, mostBytes: number, isLive: () => boolean) {
    this.render = render;
    this.mostBytes = mostBytes;
    this.isLive = isLive;
  }

  /** Null where the page cannot be kept, such as one that says what went wrong. */
  async page(asked: AskedPage): Promise<KeptPage | null> {
    const key = `${asked.locale} ${asked.path}`;
    const kept = this.isLive() ? this.pages.get(key) : undefined;
    if (kept) {
      this.pages.delete(key);
      this.pages.set(key, kept);
      return kept;
    }
    const coming = this.making.get(key);
    if (coming) return coming;
    const made = this.render(asked).then((page) => {
      // What was begun before the last change may show what was there before it.
      if (this.making.get(key) === made) {
        this.making.delete(key);
        if (page && this.isLive()) this.keep(key, page);
      }
      return page;
    });
    made.catch(() => this.making.get(key) === made && this.making.delete(key));
    this.making.set(key, made);
    return made;
  }

  /** Something changed that a page may show: nobody gets a page from before from now on. */
  forget(): void {
    this.pages.clear();
    this.making.clear();
    this.bytes = 0;
  }

  private keep(key: string, page: KeptPage): void {
    if (page.bytes > this.mostBytes / 4) return;
    this.pages.set(key, page);
    this.bytes += page.bytes;
    for (const [oldest, { bytes }] of this.pages) {
      if (this.bytes <= this.mostBytes) return;
      this.pages.delete(oldest);
      this.bytes -= bytes;
    }
  }
}
