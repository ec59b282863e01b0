import Link from "next/link";
import { getMessages, getTranslations } from "next-intl/server";
import { isPairSubset } from "#/evaluation/tasks/perception/slices.ts";
import type { LoadedLeaderboard } from "#/features/leaderboards/loaders.ts";
import { formatScore } from "#/features/leaderboards/table/format-score.ts";
import { fill } from "#/lib/i18n/fill.ts";
import type messagesType from "#/messages/en/leaderboard.json";

export async function HowToRead({ board }: { board: LoadedLeaderboard }) {
  const [t, messages] = await Promise.all([getTranslations("leaderboard.reading"), getMessages()]);
  const { reading } = messages.leaderboard as typeof messagesType;
  const ofPairs = board.tables[0]?.columns.some(({ key }) => isPairSubset(key));
  const random = board.tables.flatMap(({ rows }) => rows).find(({ kind }) => kind === "random")
    ?.figures[0]?.value;
  return (
    <section className="mt-12 border-t border-rule pt-6">
      <h2 className="mb-3 text-base font-semibold">{t("title")}</h2>
      <div className="mb-1 gap-x-10 md:columns-2">
        {reading[ofPairs ? "pairs" : board.task].map((text) => (
          <p key={text} className="prose-measure mb-4 break-inside-avoid text-muted">
            {fill(text, { random: random === undefined ? "38" : formatScore(random, "percent") })}
          </p>
        ))}
      </div>
      <p>
        <Link href="/methodology" prefetch={false} className="link">
          {t("more")}
        </Link>
      </p>
    </section>
  );
}
