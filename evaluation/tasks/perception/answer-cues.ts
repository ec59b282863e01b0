import {
  groupClass,
  referenceClass,
  rejectedClass,
} from "#/evaluation/tasks/perception/option-references.ts";

/** Words between "the answer is" and the answer. */
const filler = String.raw`(?:(?:most likely|likely|probably|possibly|perhaps|maybe|clearly|definitely|certainly|obviously|therefore|thus|indeed|then|still|simply|now|in fact|actually|option|choice|letter|the letter|number|best described as|described as|as follows|that|it is|it's|rather|instead|the final answer is|the (?:correct |best |right )?(?:answer|option|choice) is|the|an?(?= \p{L}))\b[ ,:]{0,2}|(?:(?:应该?|应当|可能|大概|大约|就|只能|还是|也许)(?:选择|选|是|为)|选项|选择|选|是|为|:|\n)[ ]?|[ ]|["'(\[{「『【<]|[${rejectedClass}][,;]?[ ]?(?:but|rather|instead|而是|而应该?是)?[ ]?(?:is |it's )?){0,6}`;

const copula = String.raw`["']?[ ]?(?:is|are|was|would be|should be|must be|will be|might be|may be|could be|has to be|can only be|appears to be|seems to be|remains|becomes|goes to|=|:|-{1,2}>?|–|—|→|⇒|>)(?:\b|(?=[^\p{L}])|$)[ ]?:?\n?[ ]?`;
const complement = String.raw`(?: (?:to|for|of|in|here|about|based on|among|from)(?: [\p{L}'-]{1,20}){0,5}| \([^()\n]{0,40}\)|\([^()\n]{0,40}\)| [${groupClass}]| I (?:would |will )?(?:choose|chose|pick|select|give|arrive at|came to))?`;
const answerNoun =
  "(?:answer|choice|selection|option|response|solution|result|output|pick|guess|conclusion|correction|verdict|ans|prediction|assessment|decision|bet|description|descriptor|word|term|label|category|classification)";

const heads = [
  String.raw`\b${answerNoun}${complement}${copula}`,
  String.raw`\b(?:correct|right|best|appropriate|accurate|fitting|final|corrected|final one|correct one|right one|best one|best match|best fit|closest match)${copula}`,
  String.raw`\b(?:i|we)(?:'d| would| will|'ll|'m| am| am going to|'m going to)? ?(?:have to |need to |must |can |confidently |still |now |therefore |just |rather |personally |probably |definitely |really |also ){0,2}(?:choose|chose|chosen|pick(?:ed)?|select(?:ed)?|go(?:ing)? (?:with|for)|went (?:with|for)|say|said|answer(?:ed)?|opt(?:ed)? for|vote for|settle(?:d)? (?:on|for)|lean(?:ing)? (?:towards?|to|more towards?)|guess|think|believe|suspect|conclude[d]?|suggest|assume|feel|bet on|rate (?:it|this)(?: as)?|describe (?:it|this) as|call (?:it|this)|consider (?:it|this))(?: that)?(?: (?:it|this|that)(?:'s| is| might be| may be| would be| must be| should be| could be| has to be))?`,
  String.raw`\b(?:therefore|thus|hence|so|conclusion|in conclusion|to conclude|in short|as a result|consequently|accordingly|finally|in summary|to sum up|then|ultimately|overall|correction|edit|update|altogether|leaving|leaves(?: us with)?|making it|settled|done|sure|okay|ok|yes|mostly|probably|definitely|maybe|perhaps|here is the answer|no(?=,)|actually)\b[,:]? (?:it|this|that)?(?: is|'s| must be| has to be| would be| should be| can only be)?`,
  String.raw`\b(?:it|this|that)(?:'s| is| must be| has to be| would be| should be| might be| may be| could be| can only be| seems to be| appears to be| is probably| is definitely)(?: just| clearly| actually| definitely| probably| most likely| likely)?`,
  String.raw`\b(?:fits?|match(?:es)?|corresponds? to|points? to(?:wards?)?|indicates?|suggests?|favou?rs?|supports?|(?:is )?consistent with|aligns? with|lean(?:s|ing)? (?:towards?|to)|best described (?:by|as)|described by|leads? (?:me |us )?to|justif(?:y|ies)|choose|choosing|select|selecting|pick|go with|going with|opting for)`,
  "(?:=>|-{1,2}>|→|⇒)",
  "(?:答案|选项|选择|选|回答|结论|结果|答|判断|正确的?(?:答案|选项)?|(?:最|更)?(?:合适|恰当|准确|符合|贴切|佳|好|接近|可能)的?(?:答案|选项|描述)?|(?<!不)应该?|只能|只有|只剩下?|所以|因此|因而|故|综上(?:所述)?|于是|那么|就|认为|觉得|倾向于?|猜|改为|改成|更正|修正)(?:的?(?:答案|选项))?",
];

const verdictWord =
  "(?:correct|right|best|appropriate|accurate|suitable|answer|fitting|closest|match|valid|true one|most likely|likeliest|winner|choice|one)";
const verdicts = [
  String.raw`["')\]」]?[ ]?(?:(?:is|was|would be|seems|looks|appears|must be|should be|has to be|remains|'s)(?: to be)?)(?: (?:clearly|definitely|indeed|probably|likely|therefore|thus|obviously|certainly|actually|in fact|hence))?(?: the| my| a)?(?: (?:most|best|only|single|final|more|very|overall|correct|right|better|logical|reasonable)){0,3} ${verdictWord}\b(?! (?:or|only|if|unless|for)\b)`,
  String.raw`["')\]」]?[ ]?(?:(?:best |most closely |clearly |correctly |accurately |better ){0,2}(?:fits|matches|describes|corresponds|reflects|captures|suits|characterizes)\b(?! (?:less|worse|poorly|only))|it is\b|wins\b)`,
  String.raw`[)」]?[ ]?(?:(?:才|就|应该|明显|显然)?(?:是|为)?(?:最|更)?(?:正确|对的?(?=[.。,!;\n]|$)|合适|恰当|准确|符合|贴切|佳|接近|答案))`,
];

/** A place where a text says that what follows, from `end`, is the answer. */
export type AnswerCue = { start: number; end: number; text: string };

const cue = new RegExp(`(?:${heads.map((head) => `(?:${head})`).join("|")})${filler}`, "giu");
const verdict = new RegExp(`([${referenceClass}])(?:${verdicts.join("|")})`, "giu");

export function* answerCues(text: string): Generator<AnswerCue> {
  cue.lastIndex = 0;
  for (const match of text.matchAll(cue))
    yield { start: match.index, end: match.index + match[0].length, text: match[0] };
}

/** References that are followed by "is correct", "fits best", "最合适" and the like. */
export function* verdictsOn(text: string): Generator<AnswerCue> {
  for (const match of text.matchAll(verdict))
    yield { start: match.index, end: match.index + match[0].length, text: match[1] ?? "" };
}
