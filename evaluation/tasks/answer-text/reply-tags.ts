/**
 * What a tag of a reply is for. `step`: one of several parts before an answer, such as LLaVA-CoT's `<SUMMARY>`;
 * `marker`: chat templates and formatting.
 */
type TagKind =
  | "thinking"
  | "thinking-end"
  | "step"
  | "step-end"
  | "answer"
  | "answer-end"
  | "marker"
  | "line";

export type ReplyTag = { kind: TagKind; start: number; end: number };

const tag = new RegExp(
  [
    String.raw`<[|｜]?channel[|｜]?>\s?(?:analysis|commentary|final|thought|thinking)?(?:<[|｜]message[|｜]>)?`,
    String.raw`<unused\d{1,4}>(?:\s?thought)?`,
    String.raw`<[/|｜]{0,2}[\p{L}\p{N}_:.▁-]{1,40}(?:\s[^<>\n]{0,100})?[/|｜]{0,2}>`,
    String.raw`\[/?(?:THINK(?:ING)?|INST|ANSWER)\]`,
    "◁/?think▷",
    String.raw`\.\.\. ?done thinking\.`,
  ].join("|"),
  "giu",
);

const thinking =
  /think|thought|reason|reflect|analy[sz]|scratch|monolog|deliberat|rationale|ponder|思考|推理|分析|思维/i;
const answer =
  /^(?:begin_of_|end_of_)?(?:(?:final|my|the)[_-]?)?(?:answer|conclusion|solution|response|output|result|choice|option|verdict|final|rating|score|box)$|答案|结论/i;
const step =
  /^(?:summary|caption|description|observ\w*|perception|plan\w*|look|evidence|judge|critique|step\w*|explanation|context|details|info)$/i;
const ends = /^(?:<[|｜]?\/|\[\/|◁\/)|(?:^|[_▁:|｜<-])(?:end|off|stop|close)(?:[_▁:|｜>-]|$)/i;
const spoken = /^(?:s|pad|eos|bos|unk|image|img|(?:start|end)_of_turn|inst)$/i;
const formatting = /^(?:em|strong|span|sub|sup|code|pre|mark|font|center|small|ul|ol)$/i;
const breaking = /^(?:br|p|div|li|tr|h[1-6])$/i;
const letterFormatting = /^[biu]$/i;

/** Returns the tags of a reply in their order. Whatever looks like a tag and is none of these kinds is text. */
export function replyTags(text: string): ReplyTag[] {
  const formatsLetters = /<\/[biu]>/i.test(text);
  return Array.from(text.matchAll(tag)).flatMap(({ 0: token, index }): ReplyTag[] => {
    const kind = kindOf(token, formatsLetters);
    return kind === null ? [] : [{ kind, start: index, end: index + token.length }];
  });
}

function kindOf(token: string, formatsLetters: boolean): TagKind | null {
  if (/done thinking/i.test(token)) return "thinking-end";
  if (/channel[|｜]?>/i.test(token)) return kindOfChannel(token);
  if (/^<unused/i.test(token)) return /thought$/i.test(token) ? "thinking" : "thinking-end";
  const isEnd = ends.test(token);
  if (thinking.test(token)) return isEnd ? "thinking-end" : "thinking";
  const name = token.replace(/^[<[/|｜]+/, "").split(/[\s/|｜>\]]/)[0] ?? "";
  if (answer.test(name)) return isEnd ? "answer-end" : "answer";
  if (step.test(name)) return isEnd ? "step-end" : "step";
  if (/[|｜]/.test(token) || spoken.test(name) || formatting.test(name)) return "marker";
  if (breaking.test(name)) return "line";
  return letterFormatting.test(name) && formatsLetters ? "marker" : null;
}

/** Harmony's `<|channel|>analysis<|message|>`, and Gemma's `<|channel>thought … <channel|>`. */
function kindOfChannel(token: string): TagKind {
  if (/>\s?(?:analysis|commentary|thought|thinking)/i.test(token)) return "thinking";
  return /^<channel/i.test(token) || />\s?final/i.test(token) ? "thinking-end" : "marker";
}
