import type { Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import { openEndpoint } from "#/evaluation/endpoints/open-endpoint.ts";
import { overhearModel } from "#/evaluation/endpoints/decorators/report-served-model.ts";
import { PictureFallback } from "#/evaluation/endpoints/pictures/picture-fallback.ts";
import { addressPolicy } from "#/features/runs/address-policy.ts";
import { negotiateSlots, returnSlots } from "#/features/runs/batches/allocate-slots.ts";
import { noteModel } from "#/features/runs/record-served-model.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import { batchSize } from "#/features/runs/batches/plan-batches.ts";
import type { SubmittedEndpoint } from "#/features/runs/queries.ts";
import { env } from "#/lib/env.ts";
import { log } from "#/lib/log.ts";
import { Breaker } from "#/workers/session/circuit-breaker.ts";
import { FreshEndpoint, type Freshness } from "#/workers/session/lease-guard.ts";
import { PacedEndpoint } from "#/workers/session/adaptive-concurrency.ts";
import type { ProcessorShare } from "#/workers/processor-share.ts";
import type { ProcessorShares } from "#/workers/processor-shares.ts";
import { Semaphore } from "#/workers/session/semaphore.ts";

const announceEveryMs = 250;

export type DeskOwner = {
  workerId: string;
  leaseMs: number;
  /** How many calls of the process this desk may have in flight now. */
  callsForOneDesk: () => number;
  /** Bytes of pictures that this desk may have in memory now. */
  imageBytesForOneDesk: () => number;
  processor: ProcessorShares;
  freshness: Freshness;
};

/** All that a worker process has open for one submission: its endpoint, its share of the calls, its record. */
export class Desk {
  readonly submissionId: string;
  readonly submitted: SubmittedEndpoint;
  readonly endpoint: Endpoint;
  readonly breaker = new Breaker();
  /** Calls in flight. */
  readonly slots = new Semaphore(0);
  /** Items begun, so some more than slots: their pictures are read while they wait for a slot. */
  readonly window = new Semaphore(0);
  /** Bytes of pictures that are in memory: those of an endpoint that is slow must not keep the others' out. */
  readonly imageBytes = new Semaphore(0);
  readonly processor: ProcessorShare;
  /** No item is begun any more. */
  readonly stopped = new AbortController();
  lanes = 0;
  #share = new AbortController();
  readonly #owner: DeskOwner;
  readonly #concurrency: number;
  #negotiating: Promise<void> = Promise.resolve();
  #noting: Promise<void> = Promise.resolve();
  #announcing: NodeJS.Timeout | null = null;
  #check: Promise<boolean | null> | null = null;
  #closing: Promise<void> | null = null;

  constructor(owner: DeskOwner, submissionId: string, submitted: SubmittedEndpoint) {
    this.#owner = owner;
    this.#concurrency = submitted.concurrency;
    this.submissionId = submissionId;
    this.submitted = submitted;
    this.processor = owner.processor.open(submitted.account);
    const spent = (cpuMs: number) => this.processor.spend(cpuMs);
    const opened = openEndpoint({
      protocol: submitted.protocol,
      baseUrl: submitted.baseUrl,
      model: submitted.model,
      apiKey: submitted.apiKey,
      concurrency: submitted.concurrency,
      extraBody: submitted.extraBody,
      addressPolicy: addressPolicy(),
      deadlines: { headersMs: env().CALL_TIMEOUT_MS, totalMs: env().CALL_TIMEOUT_MS },
      mayStart: () => owner.freshness.isFresh,
      spent,
    });
    const paced = new PacedEndpoint(new FreshEndpoint(opened, owner.freshness), submitted.concurrency);
    this.endpoint = overhearModel(new PictureFallback(paced, spent), (model) => this.#noteModel(model));
  }

  #noteModel(model: string): void {
    this.#noting = this.#noting
      .then(() => noteModel(this.submissionId, model))
      .catch((error) => log().warn({ error: String(error) }, "model's name not kept"));
  }

  /** One lane more than the slots need, so that a lane that ends its batch leaves no slot idle. */
  get usefulLanes(): number {
    return Math.ceil(Math.max(1, this.slots.limit) / batchSize) + 1;
  }

  /** Agrees with the other workers on this one's share of the submission's concurrency. */
  negotiate(): Promise<void> {
    this.#negotiating = this.#negotiating.catch(() => {}).then(() => this.#negotiateTwice());
    return this.#negotiating;
  }

  // What shrinks is committed only when it fits, so a smaller share is said once more.
  async #negotiateTwice(): Promise<void> {
    const before = this.slots.limit;
    await this.#negotiateOnce();
    if (this.slots.limit < before) await this.#negotiateOnce();
  }

  async #negotiateOnce(): Promise<void> {
    const slots = await negotiateSlots({
      submissionId: this.submissionId,
      workerId: this.#owner.workerId,
      wanted: Math.min(this.#concurrency, this.#owner.callsForOneDesk()),
      open: Math.max(this.slots.limit, this.slots.inUse),
      leaseMs: this.#owner.leaseMs,
    });
    this.slots.resize(slots);
    this.imageBytes.resize(this.#owner.imageBytesForOneDesk());
    this.window.resize(slots + Math.max(2, Math.ceil(slots / 2)));
  }

  /** Aborted when slots that were held are no longer this worker's. */
  get share(): AbortSignal {
    return this.#share.signal;
  }

  /** After it was in doubt what is held: ends all calls where more are open than others have left to this worker. */
  dropLostSlots(): void {
    if (this.slots.inUse <= this.slots.limit) return;
    this.#share.abort();
    this.#share = new AbortController();
  }

  /** One check at a time, shared by all who ask meanwhile. */
  isAlive(check: () => Promise<boolean | null>): Promise<boolean | null> {
    this.#check ??= check().finally(() => {
      this.#check = null;
    });
    return this.#check;
  }

  /** Tells whoever watches the submission, now and then. */
  announce(): void {
    this.#announcing ??= setTimeout(() => {
      this.#announcing = null;
      notifyProgress(this.submissionId).catch((error) =>
        log().warn({ error: String(error) }, "progress not told"),
      );
    }, announceEveryMs);
  }

  /** The second call waits for the first. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  get isClosing(): boolean {
    return this.#closing !== null;
  }

  async #close(): Promise<void> {
    if (this.#announcing) clearTimeout(this.#announcing);
    this.processor.close();
    await this.#negotiating.catch(() => {});
    await this.#noting;
    await this.endpoint.close();
    await returnSlots(this.submissionId, this.#owner.workerId);
    await notifyProgress(this.submissionId);
  }
}
