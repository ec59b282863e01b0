import { RetriesExhausted } from "#/evaluation/endpoints/decorators/retry.ts";
import { judgeRoom } from "#/evaluation/tasks/description/ask-judge.ts";
import { isContentFree, judgedAnswer } from "#/evaluation/tasks/description/content-free.ts";
import { highestRating, type JudgedAspect } from "#/evaluation/tasks/description/dimensions.ts";
import { judgePrompt } from "#/evaluation/tasks/description/judge-prompt.ts";
import { parseRating } from "#/evaluation/tasks/description/parse-rating.ts";
import { inOrder, optionOrder } from "#/evaluation/tasks/perception/option-order.ts";
import { contentKey } from "#/features/judging/judge-identity.ts";
import { cachedRatings, type UnratedItem } from "#/features/judging/queries.ts";
import type { JudgeRating } from "#/features/judging/record-ratings.ts";
import type { JudgeSession } from "#/workers/judge/judge-session.ts";

type Rating = { session: JudgeSession; item: UnratedItem; aspect: JudgedAspect; prompt: string; key: string };

/** Rates one aspect of one answer in the rounds that it lacks; each reply is written before the next call. */
export async function rateAnswer(
  session: JudgeSession,
  item: UnratedItem,
  aspect: JudgedAspect,
): Promise<void> {
  const lacking = Array.from({ length: session.judgement.rounds }, (_, round) => round).filter(
    (round) => !item.rated.includes(`${aspect}/${round}`),
  );
  const template = session.judgement.templates[aspect];
  if (lacking.length === 0 || template === undefined) return;
  const answer = judgedAnswer(item.response);
  const prompt = judgePrompt(template, { answer, ...givens(item, aspect) });
  const key = contentKey(session.judgement, prompt);
  const rating = { session, item, aspect, prompt, key };
  if (isContentFree(answer)) {
    return session.record(
      lacking.map((round) => ratingOf(rating, round, { rating: 0, attempts: 0, reply: null })),
    );
  }
  await onceAtATime(session.asking, key, async () => {
    const left = await takeCached(rating, lacking);
    await askRounds(rating, left);
  });
}

function givens(item: UnratedItem, aspect: JudgedAspect): { reference: string; question: string } {
  if (aspect !== "correctness") return { reference: item.reference ?? "", question: "" };
  const correct = item.options[item.correctOption ?? -1] ?? "";
  const asked = inOrder(item.options, optionOrder(item.optionSeed, item.item, item.options.length));
  return { reference: correct, question: [item.question ?? "", ...asked].join("\n") };
}

async function onceAtATime(
  asking: Map<string, Promise<void>>,
  key: string,
  work: () => Promise<void>,
): Promise<void> {
  const before = asking.get(key) ?? Promise.resolve();
  const mine = before.catch(() => {}).then(work);
  asking.set(key, mine);
  await mine.finally(() => {
    if (asking.get(key) === mine) asking.delete(key);
  });
}

/** Takes what this judge has replied to the same prompt before; the rounds that are left. */
async function takeCached(rating: Rating, lacking: number[]): Promise<number[]> {
  const cached = new Map((await cachedRatings(rating.key)).map((known) => [known.round, known]));
  const ratings = lacking.flatMap((round) => {
    const known = cached.get(round);
    return known ? [ratingOf(rating, round, known)] : [];
  });
  if (ratings.length > 0) await rating.session.record(ratings);
  return lacking.filter((round) => !cached.has(round));
}

/**
 * A reply that holds no rating is asked for once more at the end, with more room, since the first may have been cut off;
 * the second one counts, whatever it is.
 */
async function askRounds(rating: Rating, rounds: number[]): Promise<void> {
  const again: number[] = [];
  await askEach(rating, rounds, judgeRoom.first, (round, reply) => {
    const read = readReply(rating, reply, 1);
    if (read.rating !== null) return ratingOf(rating, round, read);
    again.push(round);
    return null;
  });
  await askEach(rating, again, judgeRoom.again, (round, reply) =>
    ratingOf(rating, round, readReply(rating, reply, 2)),
  );
}

type Read = { rating: number | null; attempts: number; reply: string };

/** Holds the slot until the ratings are written, so that a kill loses no more calls than there are slots. */
async function askEach(
  rating: Rating,
  rounds: readonly number[],
  maxTokens: number,
  read: (round: number, reply: string) => JudgeRating | null,
): Promise<void> {
  const { session } = rating;
  for (let left = rounds; left.length > 0 && !session.signals.stop.aborted; ) {
    const release = await session.acquireSlot();
    try {
      const replies = await ask(rating, left.length, maxTokens);
      if (replies === null) return;
      const ratings = replies.flatMap((reply, index) => read(left[index] ?? -1, reply) ?? []);
      left = left.slice(replies.length);
      if (ratings.length > 0) await session.record(ratings);
    } finally {
      release();
    }
  }
}

function readReply({ aspect }: Rating, reply: string, attempts: number): Read {
  return { rating: parseRating(reply, highestRating[aspect]), attempts, reply };
}

function ratingOf(
  { item, aspect, key }: Rating,
  round: number,
  { rating, attempts, reply }: Omit<JudgeRating, "item" | "aspect" | "round" | "contentKey">,
): JudgeRating {
  return { item: item.item, aspect, round, rating, attempts, contentKey: key, reply };
}

/** Replies to one call; none where it has to wait for the judge; what the judge said against it where that is all. */
async function ask(
  { session, prompt }: Pick<Rating, "session" | "prompt">,
  samples: number,
  maxTokens: number,
): Promise<string[] | null> {
  try {
    const { temperature } = session.judgement;
    const { retry } = session.worker.options;
    const replies = await session.client.ask(prompt, samples, {
      retry,
      temperature,
      maxTokens,
      signal: session.signals.cut,
    });
    session.answered();
    return replies;
  } catch (error) {
    if (!(error instanceof RetriesExhausted)) throw error;
    const { retryable, stopsRun } = error.error;
    // More room than its context has is no fault of the answer.
    if (maxTokens > judgeRoom.first && !retryable && !stopsRun)
      return ask({ session, prompt }, samples, judgeRoom.first);
    return (await session.failed(error)) ? [`[no reply: ${error.message}]`] : null;
  }
}
