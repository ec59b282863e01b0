import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props = { title: ReactNode; aside?: ReactNode; lead?: ReactNode; wide?: boolean; children: ReactNode };

/** Renders the frame of a page: margins, one title line, and its content. */
export function Page({ title, aside, lead, wide = true, children }: Props) {
  return (
    <div className={clsx("mx-auto px-4 py-6 sm:px-6", wide ? "max-w-[96rem]" : "max-w-3xl")}>
      <div className="mb-4 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
        {aside ? <p className="text-muted tabular-nums">{aside}</p> : null}
      </div>
      {lead ? <p className="prose-measure mb-6 text-muted">{lead}</p> : null}
      {children}
    </div>
  );
}
