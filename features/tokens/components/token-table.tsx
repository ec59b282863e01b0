import { getFormatter, getTranslations } from "next-intl/server";
import { Button } from "#/components/ui/button.tsx";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
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
  return (
    <Table label={t("table")}>
      <thead>
        <tr>
          <HeadCell>{t("nameColumn")}</HeadCell>
          <HeadCell>{t("begins")}</HeadCell>
          <HeadCell>{t("scopesColumn")}</HeadCell>
          <HeadCell>{t("createdColumn")}</HeadCell>
          <HeadCell>{t("expiresColumn")}</HeadCell>
          <HeadCell>{t("lastUsed")}</HeadCell>
          <HeadCell>
            <span className="sr-only">{t("revoke")}</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id}>
            <Cell className="break-words">{token.name}</Cell>
            <Cell className="font-mono text-xs">{token.prefix}…</Cell>
            <Cell className="font-mono text-xs">{token.scopes.join(" ")}</Cell>
            <Cell className="whitespace-nowrap tabular-nums">{date(token.createdAt)}</Cell>
            <Cell className="whitespace-nowrap tabular-nums">{end(token.expiresAt)}</Cell>
            <Cell className="whitespace-nowrap tabular-nums">
              {token.lastUsedAt ? date(token.lastUsedAt) : t("never")}
            </Cell>
            <Cell className="text-right">
              <form action={revokeTokenAction}>
                <input type="hidden" name="id" value={token.id} />
                <Button
                  type="submit"
                  size="small"
                  tone="danger"
                  aria-label={t("revokeNamed", { name: token.name })}
                >
                  {t("revoke")}
                </Button>
              </form>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
