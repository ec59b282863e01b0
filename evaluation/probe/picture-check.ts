import type { ChatRequest, ImageInput } from "#/evaluation/endpoints/endpoint.ts";
import type { NumberScene } from "#/evaluation/probe/number-picture.ts";
import type { ProbeCheck } from "#/evaluation/probe/probe-report.ts";

/** Room for a reasoning model. */
const maxTokens = 1024;
const neededOfFour = 3;

export type Looked = { scene: NumberScene; text: string };

/** How far the log-probability difference moved, in nats, when a picture was blurred and when it was repeated. */
export type Movement = { blurred: number; repeated: number };

export function sightRequest(picture: ImageInput): ChatRequest {
  const prompt =
    "The picture shows a number on a coloured background. Answer with the number and the colour of the background, such as: 1234 grey.";
  return { images: [picture], prompt, maxTokens, temperature: 0 };
}

export function pairRequest(pictures: readonly ImageInput[]): ChatRequest {
  const prompt = "Each of the two pictures shows a number. Answer with both numbers, such as: 1234 5678.";
  return { images: pictures, prompt, maxTokens, temperature: 0 };
}

export function namesNumber(text: string, { number }: NumberScene): boolean {
  const joined = text.replace(/(\d)[\s,.](?=\d(?!\d{3}))/g, "$1");
  return [text, joined].some((one) => new RegExp(`(?<!\\d)${number}(?!\\d)`).test(one));
}

/**
 * Returns whether the pictures were really seen: random numbers cannot be guessed, four colours hardly. A model that can
 * name neither may still show by its log-probabilities that a blurred picture is not a sharp one.
 */
export function classifySight(looked: readonly Looked[], movement: Movement | null): ProbeCheck {
  const numbers = looked.filter(({ text, scene }) => namesNumber(text, scene)).length;
  const colours = looked.filter(({ text, scene }) => namesColour(text, scene)).length;
  const seen = `${numbers} of ${looked.length} numbers and ${colours} of ${looked.length} colours`;
  if (numbers >= neededOfFour)
    return { id: "sight", status: "ok", words: `The pictures are seen: ${seen} were named.` };
  if (colours >= neededOfFour) {
    const message = `The pictures are seen, but only ${seen} were named: small print may be lost, for example where pictures are scaled down.`;
    return { id: "sight", status: "warn", words: message };
  }
  if (movement && Math.abs(movement.blurred) > Math.max(0.05, 5 * Math.abs(movement.repeated))) {
    const message = `Only ${seen} were named, but a blurred picture moves the log-probabilities by ${movement.blurred.toFixed(2)} nats: something of the picture is seen.`;
    return { id: "sight", status: "warn", words: message };
  }
  const [first] = looked;
  const example = first
    ? `Shown ${first.scene.number} on ${first.scene.colour}, it said “${excerpt(first.text)}”.`
    : "";
  const words = [
    `It answers without having seen the picture: ${seen} were named.`,
    example,
    "Check that the model takes images and that no proxy drops them.",
  ];
  return { id: "sight", status: "fail", words: words.filter(Boolean).join(" ") };
}

export function namesColour(text: string, { colour }: NumberScene): boolean {
  return new RegExp(`\\b${colour}\\b`, "i").test(text);
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 80 ? `${line.slice(0, 80).toWellFormed()}…` : line;
}
