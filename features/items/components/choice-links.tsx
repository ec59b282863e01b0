import Link from "next/link";

type Choice = { key: string; href: string; text: string; count?: string; current: boolean };

/** Renders one row of doors of which one is taken: a label, then links. */
export function ChoiceLinks({ label, choices }: { label: string; choices: Choice[] }) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <span className="text-xs text-muted">{label}</span>
      {choices.map(({ key, href, text, count, current }) => (
        <Link
          key={key}
          href={href}
          prefetch={false}
          aria-current={current ? "true" : undefined}
          className="border-b-2 border-transparent pb-1 text-muted hover:text-ink aria-[current]:border-ink aria-[current]:text-ink"
        >
          {text} {count === undefined ? null : <span className="tabular-nums">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
