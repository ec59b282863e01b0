import { getFormatter, getTranslations } from "next-intl/server";
import { Button } from "#/components/ui/button.tsx";
import { type Column, ColumnTable } from "#/components/ui/column-table.tsx";
import { revokeTokenAction } from "#/features/tokens/actions.ts";
import type { TokenRow } from "#/features/tokens/queries.ts";

export async function TokenTable({ tokens }: { tokens: TokenRow[] }) {
  const t = await getTranslations("account.tokens");
  const format = await getFormatter();
  const date = (at: Date) => format.dateTime(at, { dateStyle: "medium", timeStyle: "short" });
  const now = new Date();
  const end = (at: Date | null) =>
    at === null ? t("never") : at <= now ? t("expired", { at: date(at) }) : date(at);
  if (tokens.length === 0) return <p className="text-muted">{t("empty")}</p>;
  const when = "whitespace-nowrap tabular-nums";
  const code = "font-mono text-xs";
  const columns: Column<TokenRow>[] = [
    { key: "name", head: t("nameColumn"), className: "break-words", cell: ({ name }) => name },
    { key: "begins", head: t("begins"), className: code, cell: ({ prefix }) => `${prefix}…` },
    { key: "scopes", head: t("scopesColumn"), className: code, cell: ({ scopes }) => scopes.join(" ") },
    { key: "created", head: t("createdColumn"), className: when, cell: ({ createdAt }) => date(createdAt) },
    { key: "expires", head: t("expiresColumn"), className: when, cell: ({ expiresAt }) => end(expiresAt) },
    {
      key: "used",
      head: t("lastUsed"),
      className: when,
      cell: ({ lastUsedAt }) => (lastUsedAt ? date(lastUsedAt) : t("never")),
    },
    {
      key: "revoke",
      head: <span className="sr-only">{t("revoke")}</span>,
      className: "text-right",
      cell: ({ id, name }) => (
        <form action={revokeTokenAction}>
          <input type="hidden" name="id" value={id} />
          <Button type="submit" size="small" tone="danger" aria-label={t("revokeNamed", { name })}>
            {t("revoke")}
          </Button>
        </form>
      ),
    },
  ];
  return <ColumnTable label={t("table")} rows={tokens} keyOf={({ id }) => id} columns={columns} />;
}
