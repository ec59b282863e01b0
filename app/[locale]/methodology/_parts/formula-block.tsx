import temml from "temml";
import { type FormulaWords, formulaTex } from "#/app/[locale]/methodology/_parts/formula-tex.ts";

type Props = { id: string; text: string; cited: string; words: FormulaWords };

/** Renders a formula as MathML, which browsers set and screen readers speak, with what it says in words below. */
export function FormulaBlock({ id, text, cited, words }: Props) {
  const tex = formulaTex[id]?.(words);
  return (
    <figure className="my-3 border-l-2 border-strong-rule bg-surface px-3 py-2">
      {tex === undefined ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
        <section aria-label={text} tabIndex={0} className="overflow-x-auto py-1 text-lg">
          <div
            className="w-max"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: MathML made here from formulas of ours
            dangerouslySetInnerHTML={{ __html: temml.renderToString(tex, { displayMode: true }) }}
          />
        </section>
      )}
      <figcaption className="mt-1 text-xs text-muted">
        {text} <cite className="not-italic">{cited}</cite>
      </figcaption>
    </figure>
  );
}
