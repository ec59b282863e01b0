import { attributes } from "#/demo/reference-judge/attributes.ts";
import { normalizeText } from "#/lib/normalize-text.ts";

/** What a text claims: for each attribute that it speaks of, every value that it gives. */
export type Claims = ReadonlyMap<string, readonly number[]>;

const sentenceEnd = /[.!?;。！？；]+(?=\s|$|[^\d])|\n+/u;
const clauseEnd = /,|，|、|\bbut\b|\bwhile\b|\bhowever\b|\balthough\b|但/;
const addressesJudge =
  /\b(?:scor\w*|golden|mllm|instructions?|ignore|output|graders?|rubric|assistant|system:|judge|rating|references?|descriptions?|previous|evaluat\w*)\b|评分|打分|忽略|满分/;
const denied =
  /(?:\b(?:no|not|without|never|hardly|barely|isn't|aren't|free (?:of|from)|lacks?|lack of|little)\b(?:\s+[\w-]+){0,3}\s*|没有|无|不)$/;
const softened =
  /\b(?:slight\w*|a (?:little|bit)|somewhat|mild\w*|moderate\w*|relatively|fairly)\b(?:\s+[\w-]+){0,2}\s*$/;

function claimedValue(before: string, value: number): number {
  if (denied.test(before)) return -value;
  return softened.test(before) ? value / 2 : value;
}

/** Denials and softenings stand close before what they are about. */
const lookedBack = 200;

function claimsInClause(clause: string, claims: Map<string, number[]>): void {
  for (const { name, terms } of attributes) {
    const values = terms.flatMap(([pattern, value]) =>
      [...clause.matchAll(pattern)].map(({ index }) =>
        claimedValue(clause.slice(Math.max(0, index - lookedBack), index), value),
      ),
    );
    if (values.length > 0) claims.set(name, [...(claims.get(name) ?? []), ...values]);
  }
}

/** Reads claims sentence by sentence; a sentence that speaks to or about a judge claims nothing. */
export function readClaims(text: string): Claims {
  const claims = new Map<string, number[]>();
  const plain = normalizeText(text, "NFKC")
    .replace(/[\t\r]/g, " ")
    .replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, "")
    .toLowerCase();
  for (const sentence of plain.split(sentenceEnd)) {
    if (addressesJudge.test(sentence)) continue;
    for (const clause of sentence.split(clauseEnd)) claimsInClause(clause, claims);
  }
  return claims;
}
