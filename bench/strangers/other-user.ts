import { setTimeout as delay } from "node:timers/promises";
import type { Account, Stage } from "#/bench/strangers/stage.ts";
import { openAccount, runItems } from "#/bench/strangers/staged-sets.ts";
import { Stranger } from "#/bench/strangers/stranger.ts";
import type { User } from "#/features/access/actor.ts";
import { cancelSubmission } from "#/features/submissions/cancel-submission.ts";
import { submit } from "#/features/submissions/submit.ts";
import { db, pool } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

const concurrency = 8;
const model = "bench";

/** Somebody whose run goes on during the attacks and who looks at its page. */
export class OtherUser {
  readonly account: Account & { user: User };
  readonly #baseUrl: string;
  readonly #runSet: string;
  #submission = "";

  private constructor(account: Account & { user: User }, baseUrl: string, runSet: string) {
    this.account = account;
    this.#baseUrl = baseUrl;
    this.#runSet = runSet;
  }

  static async open(name: string, baseUrl: string, runSet: string): Promise<OtherUser> {
    return new OtherUser(await openAccount(name), baseUrl, runSet);
  }

  get submission(): string {
    return this.#submission;
  }

  /** Has a run with so many items left; resolves with what it was before, where that has ended in another way than well. */
  async keepRunning(itemsLeft: number, calls = concurrency): Promise<string | null> {
    const run = this.#submission
      ? await db().run.findFirst({
          where: { submissionId: this.#submission },
          include: { batches: { where: { state: { not: "done" } }, select: { number: true } } },
        })
      : null;
    const goesOn = run?.status === "running" || run?.status === "queued";
    if (goesOn && run.batches.length * 32 >= Math.min(itemsLeft, runItems)) return null;
    if (goesOn) await this.stop();
    await this.#submit(calls);
    return !run || goesOn || run.status === "finished"
      ? null
      : `${run.status}: ${run.reasonDetail ?? run.reason}`;
  }

  async #submit(calls: number): Promise<void> {
    const { id } = await submit(this.account.user, {
      model: { name: `${this.account.email} ${Date.now()}` },
      endpoint: { protocol: "openai", baseUrl: this.#baseUrl, model, concurrency: calls },
      datasets: [this.#runSet],
    });
    this.#submission = id;
    while (!(await db().run.findFirst({ where: { submissionId: id, status: "running" } }))) await delay(50);
  }

  async stop(): Promise<void> {
    await cancelSubmission(this.account.user, this.#submission).catch((error) => {
      if (!(error instanceof AppError && error.code === "conflict")) throw error;
    });
  }

  /** Sends an answer to every item by file and publishes that, so that there is something large to download. */
  async publishAnswers(
    context: Omit<Stage, "published">,
  ): Promise<{ published: Stage["published"]; seconds: number }> {
    const browser = new Stranger({ ...context, published: { submission: "", dataset: "" } }, this.account);
    const rows = Array.from({ length: runItems }, (_, index) =>
      JSON.stringify({ index, response: "ABC"[index % 3] }),
    );
    const startedAt = performance.now();
    const stored = await browser.upload(Buffer.from(rows.join("\n")), { dataset: context.runSet });
    const seconds = (performance.now() - startedAt) / 1000;
    const id = /"id":"([^"]+)"/.exec(stored.text)?.[1];
    if (!id) throw new Error(`The other user's file was answered with ${stored.status}: ${stored.text}`);
    const shown = await browser.json(`/api/v1/submissions/${id}/publish`, {});
    if (shown.status !== 200) throw new Error(`Publishing was answered with ${shown.status}: ${shown.text}`);
    // A receipt is of an endpoint's run only, and asking for 40,000 answers would take minutes.
    await pool().query(
      `UPDATE submissions SET kind = 'endpoint', protocol = 'openai', base_url = 'https://models.example/v1',
         endpoint_model = 'm', concurrency = 8 WHERE id = $1`,
      [id],
    );
    await browser.leave();
    return { published: { submission: id, dataset: context.runSet }, seconds };
  }

  /** A session as a browser has one. */
  async cookie(context: Stage): Promise<string> {
    const browser = new Stranger(context, this.account);
    await browser.signIn();
    const { cookie = "" } = browser.identity;
    await browser.leave();
    return cookie;
  }
}
