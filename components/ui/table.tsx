import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

/** Renders a plain table that scrolls inside its own frame; the frame takes the focus so that the keyboard can scroll it. */
export function Table({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable from the keyboard
    <section aria-label={label} tabIndex={0} className={clsx("overflow-x-auto", className)}>
      <table className="w-full border-collapse">{children}</table>
    </section>
  );
}

export function HeadCell({ numeric, className, ...rest }: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      {...rest}
      className={clsx(
        "border-b border-strong-rule px-2 py-1.5 text-xs font-medium text-muted",
        numeric ? "figures" : "text-left",
        className,
      )}
    />
  );
}

export function Cell({ numeric, className, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return <td {...rest} className={clsx("px-2 py-1.5", numeric && "figures", className)} />;
}
