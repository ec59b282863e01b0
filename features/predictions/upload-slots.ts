import { AppError } from "#/lib/errors.ts";

type Step = "receiving" | "waiting" | "scoring";

/** One upload from its first byte to its answer. */
export class UploadSlot {
  readonly account: string;
  step: Step = "receiving";
  bytes = 0;
  readonly #startedAt = performance.now();
  readonly #controller = new AbortController();

  constructor(account: string) {
    this.account = account;
  }

  /** Aborts where another one's upload needs the place, with an AppError for the sender. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get ageMs(): number {
    return performance.now() - this.#startedAt;
  }

  get bytesPerSecond(): number {
    return this.bytes / (this.ageMs / 1000 + 0.001);
  }

  end(reason: AppError): void {
    this.#controller.abort(reason);
  }
}

export type SlotLimits = { ofAccount: number; ofProcess: number; patienceMs: number };

/**
 * The uploads of this process: few of each account and not many together. Where all places are taken, the slowest that
 * still drips in makes room, then the second file of whoever has several.
 */
export class UploadSlots {
  readonly #open = new Set<UploadSlot>();
  readonly #limits: SlotLimits;

  constructor(limits: SlotLimits) {
    this.#limits = limits;
  }

  /** AppError "rate-limited" where the account has its share, "unavailable" where no place can be made. */
  async use<Result>(account: string, work: (slot: UploadSlot) => Promise<Result>): Promise<Result> {
    const { ofAccount, ofProcess } = this.#limits;
    if (this.#of(account).length >= ofAccount) {
      const text = { key: "predictions.ownFiles", params: { most: ofAccount } } as const;
      throw new AppError("rate-limited", text, { retryAfterSeconds: 10 });
    }
    if (this.#open.size >= ofProcess) this.#makeRoom(account);
    const slot = new UploadSlot(account);
    this.#open.add(slot);
    try {
      return await work(slot);
    } finally {
      this.#open.delete(slot);
    }
  }

  #of(account: string): UploadSlot[] {
    return [...this.#open].filter((slot) => slot.account === account);
  }

  #makeRoom(account: string): void {
    const leaving = this.#slowest() ?? this.#furtherOne(account);
    const retryAfterSeconds = 30;
    if (!leaving) {
      throw new AppError("unavailable", { key: "predictions.allFiles" }, { retryAfterSeconds });
    }
    this.#open.delete(leaving);
    const key = leaving.step === "receiving" ? "predictions.slow" : "predictions.another";
    leaving.end(new AppError("unavailable", { key }, { retryAfterSeconds }));
  }

  #slowest(): UploadSlot | undefined {
    return [...this.#open]
      .filter(({ step, ageMs }) => step === "receiving" && ageMs >= this.#limits.patienceMs)
      .sort((one, other) => one.bytesPerSecond - other.bytesPerSecond)[0];
  }

  /** Only somebody with fewer files takes a place from somebody with more. */
  #furtherOne(account: string): UploadSlot | undefined {
    const mine = this.#of(account).length;
    return [...this.#open]
      .filter(({ step, account: other }) => step !== "scoring" && this.#of(other).length > mine + 1)
      .at(-1);
  }
}
