import { foldChinese } from "#/evaluation/tasks/answer-text/fold-chinese.ts";

const unable =
  "(?:can't|cannot|can not|couldn't|could not|won't|am unable to|'m unable to|am not able to|'m not able to)";
const lacking =
  "(?:don't|do not) (?:have (?:access|the ability)|(?:actually )?see (?:an?|any|the) (?:image|picture|photo))";
const acts =
  "(?:help|assist|answer|comply|provide|view|see (?:the|this|your|an?|any)? ?(?:image|picture|photo|attachment)|see images|access|analy[sz]e|process|determine|tell|identify|evaluate|assess|make out|judge|do that|open|display)";
const noPicture =
  "(?:no|there is no|there's no|there was no|it (?:seems|looks like|appears)(?: that)? (?:there is )?no) (?:image|picture|photo)s? (?:was|is|were|has been|have been)? ?(?:provided|attached|visible|included|uploaded|here|available|shown)";
const opening = "(?:(?:yes|no|hello|hi|hmm|well|but|unfortunately|however)[,.!]? )?";

const english = [
  new RegExp(
    `^${opening}(?:i'?m|i am|we'?re|we are)? ?(?:very |so |really )?(?:sorry|afraid)\\b[^\\n]{0,80}?(?:\\bi ?(?:${unable}|${lacking})|\\b${noPicture})`,
    "i",
  ),
  new RegExp(
    `^${opening}(?:i apologi[sz]e|apologies|my apologies|unfortunately)\\b[^\\n]{0,80}?(?:\\bi ?(?:${unable}|${lacking})|\\b${noPicture})`,
    "i",
  ),
  new RegExp(`^${opening}i ?(?:${unable} ${acts}|${lacking})`, "i"),
  new RegExp(`^${opening}${noPicture}`, "i"),
  new RegExp(
    `^as an? (?:ai|language model|large language model|text-based)\\b[^\\n]{0,80}?\\bi ?(?:${unable}|${lacking})`,
    "i",
  ),
  /^(?:please|could you(?: please)?|can you(?: please)?) (?:provide|upload|attach|share|send|re-?upload)\b[^\n]{0,40}\b(?:image|picture|photo)/i,
];
const chinese =
  /^(?:很|非常|十分)?(?:抱歉|对不起|不好意思|遗憾|很遗憾)[^\n]{0,30}(?:无法|不能|没有办法|没办法|没有看到|未能|看不到)|^(?:我|目前|由于[^\n]{0,20},)?(?:无法|不能|看不到|没有看到|没办法)(?:直接)?(?:回答|提供|查看|看到|协助|帮助|判断|图|您|你|任何图|确定|访问|识别)|^(?:请|您需要)(?:先)?(?:上传|提供|发送)[^\n]{0,10}图/;

/** Returns whether a plain text (see plainText) opens with the model declining to answer. Conservative: openings only. */
export function isRefusal(text: string): boolean {
  return chinese.test(foldChinese(text)) || english.some((pattern) => pattern.test(text));
}
