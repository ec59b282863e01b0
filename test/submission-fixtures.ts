import type { User } from "#/features/access/actor.ts";
import { progressChannel } from "#/features/runs/progress-channel.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import type { SubmissionView } from "#/features/submissions/submission-view.ts";
import { submit } from "#/features/submissions/submit.ts";
import { createUser } from "#/features/users/create-user.ts";
import { putBlob } from "#/lib/blobs/blob-store.ts";
import { db } from "#/lib/db.ts";
import { listen } from "#/lib/notifications.ts";
import type { ReceivedCall } from "#/test/misbehaving-endpoint.ts";
import { type WorkerOptions, WorkerState } from "#/workers/worker-state.ts";

const options = ["Sharp", "Blurry", "Noisy"];
let serial = 0;

type FixtureSettings = {
  answers?: "public" | "hidden";
  hasAnswers?: boolean;
  without?: number[];
  draw?: (item: number) => Promise<{ bytes: Buffer; mime: string }>;
};

/** A dataset of questions "Item n: …" with a picture of their own; the right answer of item n is option n mod 3. */
export async function fixtureDataset(items: number, settings: FixtureSettings = {}): Promise<string> {
  const { answers = "public", hasAnswers = true, without = [], draw } = settings;
  const slug = `scene-${++serial}`;
  const pictures = await Promise.all(
    Array.from(
      { length: items },
      (_, n) => draw?.(n) ?? { bytes: Buffer.from(`${slug} ${n}`), mime: "image/png" },
    ),
  );
  const hashes = await Promise.all(pictures.map(({ bytes }) => putBlob(bytes)));
  await db().image.createMany({
    data: pictures.map(({ mime }, n) => ({ hash: hashes[n] ?? "", mime, bytes: 12, width: 1, height: 1 })),
    skipDuplicates: true,
  });
  await db().dataset.create({
    data: {
      slug,
      version: 1,
      task: "perception",
      answers,
      hasAnswers,
      contentHash: slug,
      itemCount: items,
      imageCount: items - without.length,
      sourceFile: "scene.json",
      items: {
        createMany: {
          data: hashes.map((imageHash, number) => ({
            number,
            imagePath: `${number}.png`,
            imageHash: without.includes(number) ? null : imageHash,
            questionType: number % 3,
            concern: number % 4,
            question: `Item ${number}: how is it?`,
            options,
            correctOption: hasAnswers ? number % 3 : null,
          })),
        },
      },
    },
  });
  return slug;
}

/** Lets an account be scored on what of these datasets has hidden answers, by files as well. */
export async function fixtureAdmission(user: User, ...slugs: string[]): Promise<void> {
  await db().hiddenSet.createMany({
    data: slugs.map((datasetSlug) => ({ datasetSlug, takesFiles: true })),
    skipDuplicates: true,
  });
  await db().admission.createMany({
    data: slugs.map((datasetSlug) => ({ userId: user.id, datasetSlug, state: "granted" as const })),
    skipDuplicates: true,
  });
}

export function fixtureUser(isAdmin = false): Promise<User> {
  return createUser({ email: `user-${++serial}@example.org`, isAdmin });
}

export const fixtureKey = "sk-scene-0123456789";

export async function fixtureSubmission(
  url: string,
  datasets: string[],
  settings: { concurrency?: number; actor?: User } = {},
): Promise<{ id: string; actor: User }> {
  const actor = settings.actor ?? (await fixtureUser());
  await fixtureAdmission(actor, ...datasets);
  const { id } = await submit(actor, {
    model: { name: `Model ${++serial}` },
    endpoint: {
      protocol: "openai",
      baseUrl: url,
      model: "m",
      apiKey: fixtureKey,
      concurrency: settings.concurrency,
    },
    datasets,
  });
  return { id, actor };
}

/** A worker without a queue: tests run its jobs themselves. */
export function fixtureWorker(changes: Partial<WorkerOptions> = {}): WorkerState {
  return new WorkerState({
    leaseMs: 20_000,
    jobs: 8,
    maxCalls: 128,
    retry: quickRetry,
    judgeCalls: 8,
    ...changes,
  });
}

export const quickRetry = {
  attempts: 3,
  baseDelayMs: 2,
  maxDelayMs: 4,
  maxRetryAfterMs: 20,
  waitBudgetMs: 2_000,
};

/** Which item a call asks about. */
export function itemOf(call: ReceivedCall): number {
  return Number(/Item (\d+):/.exec(JSON.stringify(call.body))?.[1]);
}

/** The letter of the right answer. */
export function rightAnswer(call: ReceivedCall): string {
  return "ABC"[itemOf(call) % 3] ?? "";
}

/** Resolves once the submission looks as wanted; asks only when something has changed. */
export async function seen(
  actor: User,
  id: string,
  wanted: (view: SubmissionView) => boolean,
): Promise<SubmissionView> {
  let changed = Promise.withResolvers<void>();
  const stop = await listen(progressChannel, () => changed.resolve());
  try {
    for (;;) {
      const next = changed.promise;
      const view = await submissionView(actor, id);
      if (wanted(view)) return view;
      await next;
      changed = Promise.withResolvers<void>();
    }
  } finally {
    stop();
  }
}
