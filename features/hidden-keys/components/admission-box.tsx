import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Notice } from "#/components/ui/notice.tsx";
import { longestReason } from "#/features/hidden-keys/admission-limits.ts";
import { AdmissionForm } from "#/features/hidden-keys/components/admission-form.tsx";
import { loadAdmission } from "#/features/hidden-keys/loaders.ts";

/** Renders whether the reader's models are scored on a dataset with hidden answers, what would be shown, and how to ask. */
export async function AdmissionBox({ slug }: { slug: string }) {
  const [t, { state, takesFiles }] = await Promise.all([
    getTranslations("datasets.admission"),
    loadAdmission(slug),
  ]);
  if (state === "operator") return null;
  const mayAsk = state === "none" || state === "refused" || state === "revoked";
  return (
    <section id="admission" className="mb-6">
      <Notice title={t("title")} tone={mayAsk ? "attention" : "quiet"}>
        <p role="status">{t(state)}</p>
        <p className="mt-2">
          {t("shown")} {t(takesFiles ? "files" : "noFiles")}
        </p>
        {state === "signIn" ? (
          <p className="mt-2">
            <Link href={`/sign-in?from=${encodeURIComponent(`/datasets/${slug}`)}`} className="link">
              {t("ask")}
            </Link>
          </p>
        ) : null}
        {mayAsk ? (
          <AdmissionForm
            slug={slug}
            most={longestReason}
            texts={{ reason: t("reason"), hint: t("reasonHint"), ask: t("ask") }}
          />
        ) : null}
      </Notice>
    </section>
  );
}
