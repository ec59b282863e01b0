import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props = {
  tone?: "quiet" | "attention";
  title?: ReactNode;
  role?: "status" | "alert";
  children: ReactNode;
};

export function Notice({ tone = "quiet", title, role, children }: Props) {
  return (
    <div
      role={role}
      className={clsx(
        "max-w-[80ch] border-l-2 py-2.5 pr-4 pl-4",
        tone === "quiet" ? "border-strong-rule bg-surface" : "border-warm bg-warm-surface",
      )}
    >
      {title ? <p className="font-semibold">{title}</p> : null}
      <div className={tone === "quiet" ? "text-muted" : undefined}>{children}</div>
    </div>
  );
}
