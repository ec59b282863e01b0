import { type ItemWords, trimEnds } from "#/evaluation/tasks/perception/item-words.ts";
import { referredOption } from "#/evaluation/tasks/perception/option-references.ts";

const instruction =
  /^(?:please )?(?:answer|respond|reply)\b[^\n]{0,60}\b(?:letter|option|choices?)\b[^\n.]{0,60}(?:directly|only|letter|options?|choices?)?[.:]?|^(?:请)?(?:直接)?(?:用|以)?[^\n]{0,10}选项(?:的)?字母[^\n]{0,10}(?:回答|作答)[.。]?/gim;
const speaker =
  /^\s{0,3}(?:(?:assistant|ai|bot|model|gpt|chatbot|response|output|助手|助理|答|a)\s?[::]\s?|(?:assistant|model)\n)(?=\S)/i;
const lastSpeaker = /(?:^|[\n ])(?:assistant|助手)\s?:\s?/gi;

/** Leaves out what a reply repeats of the prompt: speakers, the question, the instruction. */
export function withoutEcho(text: string, item: ItemWords): string {
  const said = withoutSpeaker(text);
  const lower = said.toLowerCase();
  const asked = item.question.length > 10 ? lower.indexOf(item.question) : -1;
  const rest = asked === -1 ? said : `${said.slice(0, asked)}\n${said.slice(asked + item.question.length)}`;
  return withoutSpeaker(rest.replace(/^\s{0,3}q(?:uestion)?\s?:\s{0,3}(?:\n|$)/i, ""))
    .replace(instruction, "\n")
    .replace(/\n[ \n]*/g, "\n")
    .trim();
}

function withoutSpeaker(text: string): string {
  let end = 0;
  if (/^\s{0,3}(?:user|human|用户|question|q)\s?:/i.test(text)) {
    for (const match of text.matchAll(lastSpeaker)) end = match.index + match[0].length;
  }
  return text
    .slice(end)
    .replace(speaker, (mark) =>
      /^\s*a/i.test(mark) && /^\s*a\s/i.test(mark.replace(":", " ")) ? keptA(text.slice(end), mark) : "",
    );
}

/** "A:" marks a transcript's answer only where another letter follows it. */
function keptA(text: string, mark: string): string {
  return /^\s*["'([]?[A-H]["')\]]?(?:[.):,]|\s*$)/.test(text.slice(mark.length)) ? "" : mark;
}

/** Leaves out lines and lists of a marked text that go through the options one by one and say no more. */
export function withoutList(text: string, item: ItemWords): string {
  const lines = text.split("\n");
  const named = lines.map((line) => {
    const bare = trimEnds(line.replaceAll("\uE000", ""));
    return bare.length === 1 ? referredOption(bare) : null;
  });
  for (let start = 0; start + item.count <= lines.length; start += 1) {
    const run = named.slice(start, start + item.count);
    if (item.count > 1 && run.every((option, at) => option === at))
      return [...lines.slice(0, start), ...lines.slice(start + item.count)].join("\n");
  }
  return text;
}
