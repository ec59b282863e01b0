import { getTranslations } from "next-intl/server";
import { Button } from "#/components/ui/button.tsx";
import { Select } from "#/components/ui/input.tsx";

type Props = { slug: string; chosen: string | null; references: { slug: string; name: string }[] };

/** Whom the charts draw the model against; a plain form, so that it works before any script. */
export async function ReferenceChooser({ slug, chosen, references }: Props) {
  const t = await getTranslations("model.reference");
  if (references.length === 0) return null;
  return (
    <form action={`/models/${slug}`} className="mb-8 flex flex-wrap items-center gap-2">
      <label htmlFor="reference" className="text-xs text-muted">
        {t("label")}
      </label>
      <Select id="reference" name="ref" defaultValue={chosen ?? ""} className="max-w-full">
        <option value="">{t("best")}</option>
        {references.map((one) => (
          <option key={one.slug} value={one.slug}>
            {one.name}
          </option>
        ))}
      </Select>
      <Button type="submit">{t("draw")}</Button>
    </form>
  );
}
