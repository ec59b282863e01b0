import { getTranslations } from "next-intl/server";
import { Input } from "#/components/ui/input.tsx";
import { answersAction } from "#/features/admin/actions.ts";
import { AdminForm } from "#/features/admin/components/admin-form.tsx";

type Answers = "public" | "hidden";

/** Hides all versions of a dataset, or shows the latest; older ones that differ from it have a button of their own. */
export async function AnswersForms({
  id,
  slug,
  answers,
  differing,
}: {
  id: number;
  slug: string;
  answers: Answers;
  differing: readonly number[];
}) {
  const t = await getTranslations("admin");
  const [other, older] = answers === "hidden" ? (["public", "Hide"] as const) : (["hidden", "Show"] as const);
  const confirm = (
    <Input
      name="confirm"
      autoComplete="off"
      placeholder={slug}
      aria-label={t("hidden.typeName", { dataset: slug })}
      className="w-40"
    />
  );
  const opens = other === "public" || (differing.length > 0 && older === "Show");
  return (
    <div className="flex flex-col gap-2">
      {opens ? (
        <p className="max-w-[40ch] whitespace-normal text-xs">{t("hidden.whoSees", { dataset: slug })}</p>
      ) : null}
      <AdminForm
        action={answersAction}
        hidden={{ dataset: String(id), answers: other }}
        button={t(other === "public" ? "showAnswers" : "hideAnswers")}
        label={t(other === "public" ? "showAnswersOf" : "hideAnswersOf", { dataset: slug })}
        tone={other === "public" ? "danger" : "plain"}
      >
        {other === "public" ? confirm : null}
      </AdminForm>
      {differing.length > 0 ? (
        <AdminForm
          action={answersAction}
          hidden={{ dataset: String(id), answers, older: "1" }}
          button={t(`older${older}`)}
          label={t(`older${older}Of`, { dataset: slug })}
          tone={older === "Show" ? "danger" : "plain"}
        >
          {older === "Show" ? confirm : null}
        </AdminForm>
      ) : null}
    </div>
  );
}
