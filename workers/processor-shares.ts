import { measureBusy } from "#/workers/measure-busy.ts";
import { ProcessorShare } from "#/workers/processor-share.ts";
import { SpareTime } from "#/workers/spare-time.ts";

/** Long items make all others wait, the longer the busier the process is; short ones may fill it. */
const [fullOfLong, fullOfShort, longestShortMs] = [0.75, 0.98, 2];
const fewItems = 4;
const lookEveryMs = 20;

type Options = {
  /** The part of the time since the last question in which the process was at work; null: too soon to tell. */
  measure?: () => number | null;
  now?: () => number;
};

/**
 * Divides a worker's processor time among accounts, then among each account's submissions. What an item costs is charged
 * to its submission; one that has used up its share begins further items only on what others leave over. One alone
 * never waits.
 */
export class ProcessorShares {
  readonly #measure: () => number | null;
  readonly #now: () => number;
  readonly #open = new Set<ProcessorShare>();
  readonly #spare = { long: new SpareTime(fullOfLong), short: new SpareTime(fullOfShort) };
  #lookedAt: number;
  #timer: NodeJS.Timeout | null = null;

  constructor({ measure = measureBusy(), now = () => performance.now() }: Options = {}) {
    this.#measure = measure;
    this.#now = now;
    this.#lookedAt = now();
  }

  /** `account`: whose submission it is; what one has open is divided among them. */
  open(account: string): ProcessorShare {
    const share = new ProcessorShare(account, {
      now: this.#now,
      mayBegin: (asking) => this.#mayBegin(asking),
      waits: () => this.#lookSoon(),
      close: (closed) => this.#open.delete(closed),
    });
    this.#open.add(share);
    return share;
  }

  #mayBegin(share: ProcessorShare): boolean {
    const active = [...this.#open].filter((other) => other === share || other.isActive);
    if (active.length === 1) return share.takeAlone();
    this.#look();
    const accounts = new Set(active.map(({ account }) => account)).size;
    const own = active.filter(({ account }) => account === share.account);
    // What an item costs is not known yet: a few find out.
    const unknown = own.reduce((sum, { isNew, underWay }) => sum + (isNew ? underWay : 0), 0);
    if (share.isNew && unknown >= fewItems) return false;
    if (share.take(1 / (accounts * own.length))) return true;
    const { long, short } = this.#spare;
    return (share.typical > longestShortMs ? long : short).take(share.typical);
  }

  #look(): void {
    const now = this.#now();
    const { long, short } = this.#spare;
    for (const spare of [long, short]) spare.pass(now - this.#lookedAt);
    this.#lookedAt = now;
    const busy = this.#measure();
    if (busy === null) return;
    for (const spare of [long, short]) spare.measured(busy);
  }

  #lookSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      // Whoever has most of its share left is first.
      const inOrder = [...this.#open].sort((one, other) => other.left - one.left);
      const settled = inOrder.map((share) => share.proceed());
      if (settled.includes(false)) this.#lookSoon();
    }, lookEveryMs);
  }
}
