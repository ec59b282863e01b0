import { clsx } from "clsx";
import type { ComponentProps } from "react";

const control =
  "rounded-sm border border-strong-rule/60 bg-paper px-2.5 text-ink placeholder:text-muted hover:border-strong-rule aria-invalid:border-warm disabled:opacity-55";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={clsx(control, "h-9", className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} className={clsx(control, "min-h-20 py-2", className)} />;
}

export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select {...rest} className={clsx(control, "h-9 pr-1", className)} />;
}
