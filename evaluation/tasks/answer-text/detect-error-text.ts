const opening =
  /^(?:\[?\{ ?["']?error|[["'(<]{0,2}(?:api |request |server |internal |model |runtime |value |connection |timeout )?(?:error|exception)\b|traceback\b|time-?out\b|(?:connection|request|upload|generation|inference) (?:aborted|lost|closed|interrupted|cancell?ed)\b|(?:[\p{L}_]{1,20} ){0,3}fail(?:ed|ure)\b(?:[.:,(!]| to|$)|http(?:\/1\.[01])? ?[45]\d\d|<!doctype|<html|[45]\d\d (?:bad|internal|not found|too many|service|unauthorized|forbidden|gateway|client|server)|错误[::代]|请求(?:失败|超时|出错)|(?:服务器?|系统)(?:错误|异常|繁忙|超时))/iu;
const anywhere =
  /\b(?:rate limit|quota|context length|token limit) (?:is |was |has been )?(?:exceeded|reached)|\bexceeded (?:your|the) (?:current )?(?:quota|rate limit)|\btoo many requests\b|\b(?:model|server|service|engine|system) (?:is )?(?:currently |temporarily )?(?:overloaded|unavailable|busy)|\b(?:request|connection|operation|read|gateway) (?:has )?(?:timed out|time-?out|reset|refused|aborted|closed)|\b(?:internal server error|bad gateway|service unavailable|gateway timeout|out of memory)|\b(?:invalid|incorrect|missing) (?:api key|request|image|argument|parameter)\b|\bstatus(?: code)?:? ?[45]\d\d\b|\btraceback \(most recent/i;

/** Characters of a text that are looked at: an answer speaks of errors later, an error at once. */
const looked = 200;

/** Returns whether a plain text is a program's message instead of an answer. */
export function isErrorText(text: string): boolean {
  return opening.test(text) || anywhere.test(text.slice(0, looked));
}
