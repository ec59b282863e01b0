"use client";
import { type ReactNode, useActionState } from "react";
import { Button } from "#/components/ui/button.tsx";
import { emptyForm, type FormState } from "#/lib/form-state.ts";

type Props = {
  id: string;
  action: (state: FormState, form: FormData) => Promise<FormState>;
  button: string;
  tone?: "primary" | "plain" | "danger";
  children?: ReactNode;
};

/** Renders one change of one submission, with the refusal in words beside its button. */
export function ChangeForm({ id, action, button, tone, children }: Props) {
  const [state, send, pending] = useActionState(action, emptyForm);
  const refusal = state.message ?? Object.values(state.fields ?? {}).flat()[0];
  return (
    <form action={send} className="flex flex-col items-start gap-3">
      <input type="hidden" name="id" value={id} />
      {children}
      {refusal ? (
        <p role="alert" className="text-warm">
          {refusal}
        </p>
      ) : null}
      <Button type="submit" tone={tone} disabled={pending}>
        {button}
      </Button>
    </form>
  );
}
