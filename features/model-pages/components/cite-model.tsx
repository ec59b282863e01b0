import { getTranslations } from "next-intl/server";

type Props = { slug: string; name: string; address: string };

/** Renders how to show the model's place elsewhere, and what to cite. */
export async function CiteModel({ slug, name, address }: Props) {
  const t = await getTranslations("model.cite");
  const badge = `/models/${slug}/badge.svg`;
  const page = `${address}/models/${slug}`;
  return (
    <section className="mt-12 border-t border-rule pt-6">
      <h2 className="mb-3 text-base font-semibold">{t("title")}</h2>
      <p className="mb-2">
        {/* biome-ignore lint/performance/noImgElement: a small SVG of its own route */}
        <img src={badge} alt={t("badge", { name })} height={20} />
      </p>
      <Snippet label={t("markdown")} text={`[![Q-Bench](${address}${badge})](${page})`} />
      <p className="mt-4 mb-2 text-muted">{t("paper")}</p>
      <Snippet label={t("bibtex")} text={paper} />
    </section>
  );
}

function Snippet({ label, text }: { label: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
    <section tabIndex={0} aria-label={label} className="overflow-x-auto bg-surface p-3">
      <pre className="font-mono text-xs">{text}</pre>
    </section>
  );
}

const paper = `@inproceedings{wu2024qbench,
  author    = {Wu, Haoning and Zhang, Zicheng and Zhang, Erli and Chen, Chaofeng and Liao, Liang and Wang, Annan
               and Li, Chunyi and Sun, Wenxiu and Yan, Qiong and Zhai, Guangtao and Lin, Weisi},
  title     = {Q-Bench: A Benchmark for General-Purpose Foundation Models on Low-level Vision},
  booktitle = {International Conference on Learning Representations},
  year      = {2024}
}`;
