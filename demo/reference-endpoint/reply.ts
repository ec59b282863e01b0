import type { ChatRequest } from "#/demo/chat-server/chat-request.ts";
import { certainSteps, type Step, softmaxStep } from "#/demo/chat-server/token-step.ts";
import { describe } from "#/demo/reference-endpoint/describe.ts";
import { lookAt } from "#/demo/reference-endpoint/look.ts";
import { decodePixels, type Eye } from "#/demo/reference-endpoint/pixels.ts";
import { qualityOf } from "#/demo/reference-endpoint/quality.ts";
import { qualityWordStep } from "#/demo/reference-endpoint/quality-words.ts";
import { type Question, readQuestion } from "#/demo/reference-endpoint/question.ts";
import { priorOf, scoreOptions } from "#/demo/reference-endpoint/score-options.ts";
import { createSight, type Sight } from "#/demo/reference-endpoint/sight.ts";
import { AppError } from "#/lib/errors.ts";

const stop: Step = [{ text: ".", logprob: 0 }];

async function see(image: Buffer, eye: Eye): Promise<Sight> {
  try {
    return createSight(lookAt(await decodePixels(image, eye)));
  } catch (cause) {
    throw new AppError(
      "bad-input",
      "The image cannot be decoded. Send a JPEG, PNG, WebP, GIF, TIFF or AVIF.",
      { cause },
    );
  }
}

function letterStep(question: Question, sight: Sight, lead: string): Step {
  const scores = scoreOptions(question, sight);
  return softmaxStep(
    question.options.map(({ letter }, at) => ({ text: lead + letter, score: scores[at] ?? 0 })),
  );
}

function answerRating(text: string, prefix: string | null, quality: number): readonly Step[] {
  if (prefix !== null) return [qualityWordStep(quality, /\s$/.test(prefix) ? "" : " ", text), stop];
  if (asksOutOfHundred(text)) return certainSteps(String(Math.round(quality * 100)));
  if (/\b(?:one|single) word\b/i.test(text)) return [qualityWordStep(quality, "", text)];
  return [...certainSteps("The quality of the image is"), qualityWordStep(quality, " ", text), stop];
}

function asksOutOfHundred(text: string): boolean {
  const lowest = /\b0\b/.exec(text);
  return lowest !== null && /\b100\b/.test(text.slice(lowest.index));
}

function answerUnseen(text: string): readonly Step[] {
  const { options } = readQuestion(text);
  if (options.length < 2) return certainSteps("There is no picture to look at.");
  return [softmaxStep(options.map(({ letter }, at) => ({ text: letter, score: priorOf(at) })))];
}

/** Answers from the pixels of the newest picture and the text of the newest question, and from nothing else. */
export async function replyFromPixels(
  { messages, prefix }: ChatRequest,
  eye: Eye = "all",
): Promise<readonly Step[]> {
  const asked = messages.findLast(({ role }) => role === "user")?.text ?? "";
  const image = messages.flatMap(({ images }) => images).at(-1);
  if (image === undefined) return answerUnseen(asked);
  const sight = await see(image, eye);
  const question = readQuestion(asked);
  if (question.options.length > 1) {
    return [letterStep(question, sight, prefix === null || /\s$/.test(prefix) ? "" : " ")];
  }
  const quality = qualityOf(sight.look);
  if (/\brate\b/i.test(asked)) return answerRating(asked, prefix, quality);
  return certainSteps(describe(sight, quality));
}
