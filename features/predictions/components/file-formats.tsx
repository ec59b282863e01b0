import { getTranslations } from "next-intl/server";
import { defaultReadLimits } from "#/evaluation/predictions/read-limits.ts";
import { fileTasks } from "#/evaluation/tasks/task.ts";

const examples = {
  perception: [
    '{"img_path": "00653.jpg", "response": "B"}',
    "index ⇥ question ⇥ A ⇥ B ⇥ prediction",
    '{"doc_id": 0, "filtered_resps": ["B"]}',
  ],
  assessment: [
    '{"img_path": "10004473376.jpg", "logit_good": 17.1, "logit_poor": 14.4}',
    "img_path, logprob_good, logprob_poor",
    "img_path, score",
  ],
};

/** Renders what a file may look like, and how large it may be. */
export async function FileFormats() {
  const t = await getTranslations("predictions");
  const { packedBytes, unpackedBytes, rows } = defaultReadLimits;
  return (
    <section className="mt-10 flex flex-col gap-4 border-t border-rule pt-5">
      <h2 className="text-base font-semibold">{t("formats.title")}</h2>
      {fileTasks.map((kind) => (
        <div key={kind} className="flex flex-col gap-1.5">
          <p className="prose-measure">{t(`formats.${kind}`)}</p>
          <pre className="bg-surface px-3 py-2 font-mono text-xs break-words whitespace-pre-wrap">
            {examples[kind].join("\n")}
          </pre>
        </div>
      ))}
      <p className="prose-measure text-muted">
        {t("formats.limits", { packed: packedBytes / 2 ** 20, unpacked: unpackedBytes / 2 ** 20, rows })}
      </p>
    </section>
  );
}
