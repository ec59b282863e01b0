import { clsx } from "clsx";
import Link from "next/link";
import type { ComponentProps } from "react";

type Look = { tone?: "primary" | "plain" | "danger"; size?: "small" | "normal" };

export function buttonClass({ tone = "plain", size = "normal" }: Look, extra?: string): string {
  return clsx(
    "inline-flex items-center justify-center gap-1.5 rounded-sm border font-medium whitespace-nowrap",
    "disabled:cursor-not-allowed disabled:opacity-55",
    size === "small" ? "h-8 px-2.5 text-xs" : "h-9 px-3.5 text-sm",
    tone === "primary" && "border-accent bg-accent text-on-accent enabled:hover:opacity-90",
    tone === "plain" && "border-strong-rule/60 bg-paper text-ink hover:border-ink",
    tone === "danger" && "border-warm bg-paper text-warm hover:bg-warm-surface",
    extra,
  );
}

export function Button({ tone, size, className, type = "button", ...rest }: ComponentProps<"button"> & Look) {
  return <button {...rest} type={type} className={buttonClass({ tone, size }, className)} />;
}

export function ButtonLink({ tone, size, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link {...rest} className={buttonClass({ tone, size }, className)} />;
}
