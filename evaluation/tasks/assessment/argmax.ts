/**
 * Returns the argmax ablation: 1 where the better word is the likelier one, else 0; a tie counts as the worse word,
 * which is what reproduces the figures (IDEFICS on SPAQ .119/.127; with ties as better .106/.114).
 */
export function argmaxScore(d: number): 0 | 1 {
  return d > 0 ? 1 : 0;
}
