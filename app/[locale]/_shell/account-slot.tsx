import Link from "next/link";
import { getTranslations } from "next-intl/server";

export async function AccountSlot() {
  const t = await getTranslations("shell");
  return (
    <Link href="/account" prefetch={false} className="rounded-sm px-2 py-1.5 text-muted hover:text-ink">
      {t("account")}
    </Link>
  );
}
