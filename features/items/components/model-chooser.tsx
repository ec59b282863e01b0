import { getTranslations } from "next-intl/server";
import { Button } from "#/components/ui/button.tsx";
import { Select } from "#/components/ui/input.tsx";
import type { ChosenItems } from "#/features/items/item-filter.ts";

type Props = {
  slug: string;
  chosen: ChosenItems;
  models: { slug: string; name: string }[];
};

/** Whose answers to show beside the items; a plain form, so that it works before any script. */
export async function ModelChooser({ slug, chosen, models }: Props) {
  const t = await getTranslations("datasets.model");
  if (models.length === 0) return null;
  const { model, submission, outcome, ...rest } = chosen;
  return (
    <form action={`/datasets/${slug}`} className="mb-5 flex flex-wrap items-center gap-2">
      {Object.entries(rest).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <label htmlFor="model-of-items" className="text-xs text-muted">
        {t("choose")}
      </label>
      <Select id="model-of-items" name="model" defaultValue={model ?? ""} className="max-w-64">
        <option value="">{t("nobody")}</option>
        {models.map((one) => (
          <option key={one.slug} value={one.slug}>
            {one.name}
          </option>
        ))}
      </Select>
      <Button type="submit">{t("show")}</Button>
    </form>
  );
}
