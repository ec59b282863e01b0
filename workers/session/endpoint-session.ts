import { reportServedModel } from "#/evaluation/endpoints/decorators/report-served-model.ts";
import type { Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import { openEndpoint } from "#/evaluation/endpoints/open-endpoint.ts";
import { PictureFallback } from "#/evaluation/endpoints/pictures/picture-fallback.ts";
import { addressPolicy } from "#/features/runs/address-policy.ts";
import { allocateSlots, returnSlots } from "#/features/runs/batches/allocate-slots.ts";
import { batchSize } from "#/features/runs/batches/plan-batches.ts";
import { notifyProgress } from "#/features/runs/notify-progress.ts";
import type { SubmittedEndpoint } from "#/features/runs/queries.ts";
import { recordServedModel } from "#/features/runs/record-served-model.ts";
import { env } from "#/lib/env.ts";
import { log } from "#/lib/log.ts";
import type { ProcessorShare } from "#/workers/processor-share.ts";
import type { ProcessorShares } from "#/workers/processor-shares.ts";
import { AdaptiveConcurrencyEndpoint } from "#/workers/session/adaptive-concurrency.ts";
import { CircuitBreaker } from "#/workers/session/circuit-breaker.ts";
import { LeaseGuardedEndpoint, type LeaseValidity } from "#/workers/session/lease-guard.ts";
import { Semaphore } from "#/workers/session/semaphore.ts";

const announceEveryMs = 250;

export type SessionOwner = {
  workerId: string;
  leaseMs: number;
  /** How many calls of the process this session may have in flight now. */
  callsForOneSession: () => number;
  /** Bytes of pictures that this session may have in memory now. */
  imageBytesForOneSession: () => number;
  processor: ProcessorShares;
  leaseValidity: LeaseValidity;
};

/** All that a worker process has open for one submission: its endpoint, its share of the calls, its record. */
export class EndpointSession {
  readonly submissionId: string;
  readonly submitted: SubmittedEndpoint;
  readonly endpoint: Endpoint;
  readonly breaker = new CircuitBreaker();
  /** Calls in flight. */
  readonly slots = new Semaphore(0);
  /** Items begun, so some more than slots: their pictures are read while they wait for a slot. */
  readonly startedItems = new Semaphore(0);
  /** Bytes of pictures that are in memory: those of an endpoint that is slow must not keep the others' out. */
  readonly imageBytes = new Semaphore(0);
  readonly processor: ProcessorShare;
  /** No item is begun any more. */
  readonly paused = new AbortController();
  jobs = 0;
  #slotsRevoked = new AbortController();
  readonly #owner: SessionOwner;
  readonly #concurrency: number;
  #allocating: Promise<void> = Promise.resolve();
  #recording: Promise<void> = Promise.resolve();
  #announcing: NodeJS.Timeout | null = null;
  #check: Promise<boolean | null> | null = null;
  #closing: Promise<void> | null = null;

  constructor(owner: SessionOwner, submissionId: string, submitted: SubmittedEndpoint) {
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
      isLeaseValid: () => owner.leaseValidity.isLeaseValid,
      spent,
    });
    const paced = new AdaptiveConcurrencyEndpoint(
      new LeaseGuardedEndpoint(opened, owner.leaseValidity),
      submitted.concurrency,
    );
    this.endpoint = reportServedModel(new PictureFallback(paced, spent), (model) =>
      this.#recordServedModel(model),
    );
  }

  #recordServedModel(model: string): void {
    this.#recording = this.#recording
      .then(() => recordServedModel(this.submissionId, model))
      .catch((error) => log().warn({ error: String(error) }, "model's name not kept"));
  }

  /** One job more than the slots need, so that a job that ends its batch leaves no slot idle. */
  get usefulJobs(): number {
    return Math.ceil(Math.max(1, this.slots.limit) / batchSize) + 1;
  }

  /** Agrees with the other workers on this one's share of the submission's concurrency. */
  allocateSlots(): Promise<void> {
    this.#allocating = this.#allocating.catch(() => {}).then(() => this.#allocateTwice());
    return this.#allocating;
  }

  // What shrinks is committed only when it fits, so a smaller share is said once more.
  async #allocateTwice(): Promise<void> {
    const before = this.slots.limit;
    await this.#allocateOnce();
    if (this.slots.limit < before) await this.#allocateOnce();
  }

  async #allocateOnce(): Promise<void> {
    const slots = await allocateSlots({
      submissionId: this.submissionId,
      workerId: this.#owner.workerId,
      wanted: Math.min(this.#concurrency, this.#owner.callsForOneSession()),
      open: Math.max(this.slots.limit, this.slots.inUse),
      leaseMs: this.#owner.leaseMs,
    });
    this.slots.resize(slots);
    this.imageBytes.resize(this.#owner.imageBytesForOneSession());
    this.startedItems.resize(slots + Math.max(2, Math.ceil(slots / 2)));
  }

  /** Aborted when slots that were held are no longer this worker's. */
  get slotsRevoked(): AbortSignal {
    return this.#slotsRevoked.signal;
  }

  /** After it was in doubt what is held: ends all calls where more are open than others have left to this worker. */
  dropLostSlots(): void {
    if (this.slots.inUse <= this.slots.limit) return;
    this.#slotsRevoked.abort();
    this.#slotsRevoked = new AbortController();
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
    await this.#allocating.catch(() => {});
    await this.#recording;
    await this.endpoint.close();
    await returnSlots(this.submissionId, this.#owner.workerId);
    await notifyProgress(this.submissionId);
  }
}
