"use client";
import { type ReactNode, useActionState } from "react";
import { Button } from "#/components/ui/button.tsx";
import { emptyForm, type FormState } from "#/lib/form-state.ts";

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  button: string;
  /** What the button is called where the same stands in several rows. */
  label?: string;
  /** Said once it is done. */
  saved?: string;
  tone?: "primary" | "plain" | "danger";
  hidden?: Record<string, string>;
  children?: ReactNode;
};

/** Renders one action of an administrator; a refusal stands beside the button. */
export function AdminForm({ action, button, label, saved, tone, hidden = {}, children }: Props) {
  const [state, send, pending] = useActionState(action, emptyForm);
  const refusal = state.message ?? Object.values(state.fields ?? {}).flat()[0];
  return (
    <form action={send} className="flex flex-wrap items-center gap-2">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <Button type="submit" size="small" tone={tone} disabled={pending} aria-label={label}>
        {button}
      </Button>
      <span role="status" className={refusal ? "text-warm" : "text-muted"}>
        {refusal ?? (state.saved ? saved : null)}
      </span>
    </form>
  );
}
