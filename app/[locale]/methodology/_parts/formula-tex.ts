import type texts from "#/messages/en/methodology.json";

export type FormulaWords = (typeof texts)["words"];

const raw = String.raw;
const named = (word: string) => raw`\text{${word.replace(/[\\{}$]/g, "")}}`;

/** The formulas by their id in the messages, in TeX, with the words of a language. */
export const formulaTex: Record<string, (words: FormulaWords) => string> = {
  accuracy: (w) =>
    raw`${named(w.accuracy)} = \frac{${named(w.correct)}}{${named(w.correct)} + ${named(w.wrong)} + ${named(w.unparsed)} + ${named(w.refused)} + ${named(w.truncated)}}`,
  coverage: (w) => raw`${named(w.coverage)} = \frac{${named(w.withOutcome)}}{${named(w.allItems)}}`,
  random: (w) => raw`${named(w.random)} = \frac{1}{n} \sum_{i=1}^{n} \frac{1}{${named(w.options)}_i}`,
  shares: () =>
    raw`P_i = \frac{1}{5n} \sum_{k=1}^{n} \sum_{r=1}^{5} [\,g_{kr} = i\,], \quad i \in \{0, 1, 2\}`,
  points: (w) =>
    raw`${named(w.score)} = P_1 + 2 P_2, \qquad ${named(w.sum)} = \sum_{d=1}^{3} ${named(w.score)}_d`,
  softmax: () =>
    raw`q = \frac{e^{\ell_{\text{good}} / T}}{e^{\ell_{\text{good}} / T} + e^{\ell_{\text{poor}} / T}} = \sigma\!\left(\frac{\ell_{\text{good}} - \ell_{\text{poor}}}{T}\right), \quad T = 100`,
  correlations: () =>
    raw`\text{SRCC} = r\big(\operatorname{rank} q,\ \operatorname{rank} m\big), \qquad \text{PLCC} = r(q, m) = \frac{\sum_i (q_i - \bar q)(m_i - \bar m)}{\sqrt{\sum_i (q_i - \bar q)^2}\,\sqrt{\sum_i (m_i - \bar m)^2}}, \qquad \text{KRCC} = \frac{C - D}{\sqrt{(n_0 - n_1)(n_0 - n_2)}}`,
  wilson: () =>
    raw`\frac{p + \frac{z^2}{2n} \pm z \sqrt{\frac{p(1-p)}{n} + \frac{z^2}{4n^2}}}{1 + \frac{z^2}{n}}, \quad z = 1.96`,
  fisher: () => raw`\tanh\!\left(\operatorname{artanh} r \pm t \cdot s\right)`,
  mcnemar: () => raw`p = \min\!\left(1,\ 2 \sum_{k=0}^{\min(b, c)} \binom{b+c}{k}\, 2^{-(b+c)}\right)`,
  proportions: () =>
    raw`z = \frac{p_1 - p_2}{\sqrt{p\,(1-p)\left(\frac{1}{n_1} + \frac{1}{n_2}\right)}}, \quad p = \frac{n_1 p_1 + n_2 p_2}{n_1 + n_2}`,
  holm: () => raw`\tilde p_{(i)} = \max_{j \le i}\ \min\!\big(1,\ (m - j + 1)\, p_{(j)}\big)`,
  spread: (w) =>
    raw`${named(w.best)} = 1 + \#\{${named(w.better)}\}, \qquad ${named(w.worst)} = n - \#\{${named(w.worse)}\}`,
  smallest: () => raw`\Delta = 1.96 \cdot \operatorname{SE}(p_1 - p_2)`,
  mean: (w) => raw`${named(w.mean)} = \frac{1}{k} \sum_{j=1}^{k} x_j`,
};
