/** A question as text, its options by letter. */
export type Question = { words: string; options: readonly { letter: string; words: string }[] };

const optionLine = /^\(?([A-H])\s*[.):：、]\s*(\S.*)$/;
const instruction =
  /^\s*(answer with|please answer|answer the question|answer:|options?:|choose|question:?\s*$)/i;

/** Reads options from lines such as `A. Yes`; everything before them, instructions apart, is the question. */
export function readQuestion(text: string): Question {
  const options: { letter: string; words: string }[] = [];
  const asked: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, letter, message] = optionLine.exec(line.trim()) ?? [];
    if (letter !== undefined && message !== undefined) options.push({ letter, words: message });
    else if (options.length === 0 && !instruction.test(line)) asked.push(line.trim());
  }
  return { words: asked.join(" ").trim().toLowerCase(), options };
}

const objectPatterns = [
  /\b(?:affects?|degrades?) the ([a-z' -]{1,60}?)(?: (?:in|of|on|at) (?:this|the|image|picture)\b| the most\b|[?.,]|$)/,
  /\bof the ([a-z' -]{1,60}?)(?: (?:in|of|on|at) (?:this|the|image|picture)\b|[?.,]|$)/,
  /\bon the ([a-z' -]{1,60}?)(?: (?:in|of|on) (?:this|the|image|picture)\b|[?.,]|$)/,
  /\b(?:is|are|was|does|do|can) the ([a-z' -]{1,60}?)(?= (?:in|of|on|at) (?:this|the)\b| (?:blur|clear|sharp|nois|under|over|dark|bright|vivid|color|placed|suffer|emphasi|very|too|affected|in\b|out\b|look|appear|contain)|[?.,]|$)/,
  /\b(?:clear|blurry|noisy|bright|sharp|dark|vivid|colorful|saturated) (?:is|are) the ([a-z' -]{1,60}?)(?= (?:in|of|on|at) (?:this|the)\b|[?.,]|$)/,
] as const;

const wholeWords =
  /^(?:(?:most|least|highest|lowest|worst)\b|(?:(?:whole|entire|overall|main) )?(?:image|picture|photo|photograph|scene|horizon|composition|colou?rs?|lighting|light|exposure|brightness|contrast|focus|sharpness|clarity|noise|saturation|tone|quality|main subject|subject)s?\b)/;

/** The object that the question names, or null if it asks about the picture as a whole. */
export function namedObject(message: string): string | null {
  for (const pattern of objectPatterns) {
    const name = pattern.exec(message)?.[1]?.trim();
    if (name !== undefined && name !== "" && !wholeWords.test(name)) return name;
  }
  return null;
}
