const unable = "(?:can't|cannot|can not|won't|am unable to|'m unable to|am not able to|'m not able to)";

const english = [
  new RegExp(
    `^(?:i'?m|i am|we'?re|we are)? ?(?:very |so )?(?:sorry|afraid)\\b[^\\n]{0,80}?\\bi ?${unable}`,
    "i",
  ),
  new RegExp(`^(?:i apologi[sz]e|apologies|unfortunately)\\b[^\\n]{0,80}?\\bi ?${unable}`, "i"),
  new RegExp(
    `^i ?${unable} (?:help|assist|answer|comply|provide|view|see|access|analy[sz]e|process|determine)`,
    "i",
  ),
  new RegExp(`^as an? (?:ai|language model|large language model)\\b[^\\n]{0,80}?\\bi ?${unable}`, "i"),
];
const chinese =
  /^(?:很|非常)?(?:抱歉|对不起|不好意思)[^\n]{0,30}(?:无法|不能|没有办法|没办法)|^(?:我)?(?:无法|不能)(?:回答|提供|查看|看到|协助|帮助|判断)/;

/** Returns whether a plain text (see plainText) opens with the model declining to answer. Conservative: openings only. */
export function isRefusal(text: string): boolean {
  return chinese.test(text) || english.some((pattern) => pattern.test(text));
}
