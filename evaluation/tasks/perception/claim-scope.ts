/** Phrases with a condition or a negation in them that takes nothing back. */
const harmless =
  /\b(?:if|when|were) (?:i|you|we)? ?(?:had to|have to|must|were to|forced|pressed|asked|needed) ?(?:to )?(?:choose|guess|pick|answer|decide|select|say|commit|make a choice)?(?: one| only one| between them)?|\bif (?:forced|pressed|anything)\b(?: to (?:choose|guess|pick|answer))?|\b(?:no|without(?: a| any)?|beyond(?: a)?) (?:doubt|question)\b|\bnot only\b|\b(?:as|even) if\b|\bwhy not\b|如果(?:必须|一定|非)[^,.。]{0,10}[,.]?|毫无疑问|无疑|不用说|不难看出|不仅/giu;
const conditional =
  /\b(?:if|unless|whether|either|neither|assuming|suppose|supposing|would have been|had it been|were it|depends)\b|如果|假如|假设|若是|若(?!干)|除非|要么|要是|倘若/iu;
const denied =
  /\b(?:not|no|none|nothing|never|cannot|doubt|nor|hardly|wrong|incorrect|mistaken|unlikely)\b|n't\b|(?<!差)不(?!过|错|同)|没|并非|错误|否认|难以/iu;
/** Somebody else's opinion, or an earlier one. */
const attributed =
  /\b(?:some|many|most|others?|people|someone|somebody|others|you|they|he|she|users?|everyone|anyone|one)\b(?: [\p{L}']{1,12}){0,2} (?:might|may|could|would|will|say|says|think|thinks|choose|chooses|pick|picks|argue|believe|claim|select|answer)\b|\b(?:tempt(?:ing|ed|ation)|at first|at a glance|first glance|initial(?:ly)?|first impression|originally|previously|i (?:first )?thought|(?:i|we) (?:considered|initially|first|originally|wondered)|(?:might|may|could|would) (?:seem|appear|look|think|argue|suggest)|(?:might|may|could|can) be (?:argued|said|claimed|assumed|thought)|seems plausible|common (?:mistake|error|misconception)|(?:the )?(?:user|reference|student|annotator|model|other)s?(?:'s?)? (?:answer|choice|response|models?)|example|for instance|such as|e\.g|format)\b|有人|有些人|很多人|许多人|多数人|别人|其他人|他们|大家|人们|乍看|乍一看|一开始|起初|最初|原本|本来|看似|曾|初看|例如|比如|格式/iu;
const contrast =
  /\b(?:(?<!(?:any|no)thing )but|however|yet|though|although|instead|while|whereas|still|then|now|later|eventually|in the end|ultimately|after (?:zooming|looking|checking|closer|re\p{L}{1,12}))\b|后来|现在|最后|最终|但是?|不过|而是|然而|可是|却|而我/giu;
const withdrawn =
  /\b(?:this|that|it|which) (?:is|was|would be|turns out to be) (?:a |an |in fact |actually |clearly ){0,2}(?:mistake|error|wrong|incorrect|false|misleading|not (?:right|correct|true|accurate|the case))|\b(?:only )?(?:if|unless)\b|(?:这|那)?(?:是|显然是)(?:错|不对|不正确)/iu;

const looked = 200;
const sentenceEnd = /[.!?。;\n\uE000](?=[\s"')\uE000]|$)|[!?。;\n]/;

/** Returns whether what stands before a claim in its sentence makes it a condition, a denial or an opinion of others. */
export function isHedged(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - looked), start);
  const sentence = (before.split(sentenceEnd).at(-1) ?? "").replace(harmless, " ");
  const scope = sentence.split(contrast).at(-1) ?? "";
  if (attributed.test(scope) || conditional.test(scope)) return true;
  return denied.test(scope.split(/[,:、]/).at(-1) ?? "");
}

/** Returns whether what follows a claim in its sentence takes it back. */
export function isWithdrawn(text: string, end: number): boolean {
  const after = text.slice(end, end + looked).replace(harmless, " ");
  return withdrawn.test(after.split(sentenceEnd)[0] ?? "");
}

const corrections =
  /\b(?:wait|hold on|hmm+|actually|on (?:second thoughts?|reflection|closer (?:look|inspection|examination)|further (?:thought|inspection|reflection)|reconsideration)|(?:looking|thinking) (?:again|closer|about it)|looking more closely|corrections?|corrected|correcting|scratch that|strike that|let me (?:re\p{L}{1,12}|correct|look again|check again|double.?check|think again)|i (?:was wrong|made a mistake|misread|misspoke|take (?:that|it) back|change my (?:mind|answer)|should correct)|my (?:mistake|bad)|sorry|apologies|oops|no(?=,)|nope|revised?|updated?|edit|reconsidering|i mean|or rather|rather|final(?:ly)?)\b|不对|不,|等等|等一下|更正|纠正|修正|抱歉|重新|再看|再想|再仔细|仔细(?:再)?看|改(?:选|为|成)|其实|实际上|最终|我错了|准确地?说/giu;
const unsettling =
  /\b(?:wait|hold on|on second thoughts?|scratch that|strike that|i was wrong|i made a mistake|i take (?:that|it) back|let me re\p{L}{1,12}|that(?:'s| is) (?:wrong|not right|incorrect)|never ?mind)\b|等等|等一下|我错了|不对,/iu;

/** Returns where a text begins to correct itself. */
export function correctionsIn(text: string): number[] {
  return Array.from(text.matchAll(corrections), ({ index }) => index);
}

/** Returns whether a text, after its last claim, sets out to change it. */
export function isUnsettled(tail: string): boolean {
  return unsettling.test(tail.slice(0, 2 * looked));
}
