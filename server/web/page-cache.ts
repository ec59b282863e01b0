import type { CachedPage } from "#/server/web/cached-page.ts";
import type { PageRequest } from "#/server/web/page-request.ts";
import type { Leave } from "#/server/web/render-gate.ts";

type Render = (asked: PageRequest, network: string) => Promise<CachedPage>;
/** Who asks for a page, and how he waits for his turn to have it made. */
export type PageAsker = { network: string; enter: (signal: AbortSignal) => Promise<Leave> };
/** A page that several networks wait for: whoever's turn comes first has it made for all. */
type Wanted = {
  page: PromiseWithResolvers<CachedPage>;
  begun: AbortController;
  turns: Map<string, Promise<CachedPage>>;
};
type Kept = { page: CachedPage; network: string };

/**
 * Finished pages; while one is being made, all who ask for it wait for that one. When the memory is full, pages that only
 * one network has asked for go first, then those asked for least lately: nobody drives out what others read. While
 * `isLive` says that changes may be missed, nothing is kept or given that was kept.
 */
export class PageCache {
  readonly #ofOne = new Map<string, Kept>();
  readonly #ofMany = new Map<string, Kept>();
  readonly #wanted = new Map<string, Wanted>();
  readonly #making = new Map<string, Promise<CachedPage>>();
  readonly #render: Render;
  readonly #mostBytes: number;
  readonly #isLive: () => boolean;
  #bytes = 0;
  #bytesOfOne = 0;

  constructor(render: Render, mostBytes: number, isLive: () => boolean) {
    this.#render = render;
    this.#mostBytes = mostBytes;
    this.#isLive = isLive;
  }

  /** Rejects as `enter` does, where no other's turn comes before. */
  page(asked: PageRequest, asker: PageAsker): Promise<CachedPage> {
    const key = `${asked.locale} ${asked.path}`;
    const ready = this.#kept(key, asker.network) ?? this.#making.get(key);
    if (ready) return Promise.resolve(ready);
    const wanted = this.#wanted.get(key) ?? newWanted();
    this.#wanted.set(key, wanted);
    const turn = wanted.turns.get(asker.network) ?? this.#turn(key, wanted, asked, asker);
    wanted.turns.set(asker.network, turn);
    return turn;
  }

  /** Something changed that a page may show: nobody gets a page from before from now on. */
  forget(): void {
    this.#ofOne.clear();
    this.#ofMany.clear();
    this.#making.clear();
    this.#bytes = 0;
    this.#bytesOfOne = 0;
  }

  async #turn(
    key: string,
    wanted: Wanted,
    asked: PageRequest,
    { network, enter }: PageAsker,
  ): Promise<CachedPage> {
    let leave: Leave;
    try {
      leave = await enter(wanted.begun.signal);
    } catch (error) {
      if (wanted.begun.signal.aborted) return wanted.page.promise;
      wanted.turns.delete(network);
      if (wanted.turns.size === 0 && this.#wanted.get(key) === wanted) this.#wanted.delete(key);
      throw error;
    }
    if (wanted.begun.signal.aborted) {
      leave();
      return wanted.page.promise;
    }
    this.#wanted.delete(key);
    wanted.begun.abort();
    const made = this.#make(key, asked, network).finally(leave);
    made.then(wanted.page.resolve, wanted.page.reject);
    return made;
  }

  #make(key: string, asked: PageRequest, network: string): Promise<CachedPage> {
    const made = this.#render(asked, network).then(
      (page) => {
        // What was begun before the last change may show what was there before it.
        if (this.#making.get(key) === made && this.#isLive() && page.isForAll)
          this.#keep(key, { page, network });
        this.#made(key, made);
        return page;
      },
      (error) => {
        this.#made(key, made);
        throw error;
      },
    );
    this.#making.set(key, made);
    return made;
  }

  #made(key: string, made: Promise<CachedPage>): void {
    if (this.#making.get(key) === made) this.#making.delete(key);
  }

  #kept(key: string, network: string): CachedPage | undefined {
    if (!this.#isLive()) return undefined;
    const ofOne = this.#ofOne.get(key);
    const kept = ofOne ?? this.#ofMany.get(key);
    if (!kept) return undefined;
    const isOfOne = ofOne?.network === network;
    if (ofOne && !isOfOne) this.#bytesOfOne -= kept.page.bytes;
    (ofOne ? this.#ofOne : this.#ofMany).delete(key);
    (isOfOne ? this.#ofOne : this.#ofMany).set(key, kept);
    return kept.page;
  }

  #keep(key: string, kept: Kept): void {
    if (kept.page.bytes > this.#mostBytes / 4 || this.#ofOne.has(key) || this.#ofMany.has(key)) return;
    this.#ofOne.set(key, kept);
    this.#bytes += kept.page.bytes;
    this.#bytesOfOne += kept.page.bytes;
    while (this.#bytes > this.#mostBytes) this.#dropOldest();
  }

  #dropOldest(): void {
    const fromOne = this.#bytesOfOne > this.#mostBytes / 4 || this.#ofMany.size === 0;
    const pages = fromOne ? this.#ofOne : this.#ofMany;
    const [oldest] = pages;
    if (!oldest) return;
    const [key, { page }] = oldest;
    pages.delete(key);
    this.#bytes -= page.bytes;
    if (fromOne) this.#bytesOfOne -= page.bytes;
  }
}

function newWanted(): Wanted {
  const page = Promise.withResolvers<CachedPage>();
  page.promise.catch(() => {});
  return { page, begun: new AbortController(), turns: new Map() };
}
