"use client";
import { useActionState } from "react";
import { Button } from "#/components/ui/button.tsx";
import { Field, fieldProps } from "#/components/ui/field.tsx";
import { Input } from "#/components/ui/input.tsx";
import { askAdmissionAction } from "#/features/hidden-keys/actions.ts";
import { emptyForm } from "#/lib/form-state.ts";

type Props = { slug: string; most: number; texts: { reason: string; hint: string; ask: string } };

export function AdmissionForm({ slug, most, texts }: Props) {
  const [state, send, pending] = useActionState(askAdmissionAction, emptyForm);
  return (
    <form action={send} className="mt-3 flex max-w-xl flex-col items-start gap-3">
      <input type="hidden" name="dataset" value={slug} />
      {state.message ? (
        <p role="alert" className="text-warm">
          {state.message}
        </p>
      ) : null}
      <Field id="reason" label={texts.reason} hint={texts.hint} errors={state.fields?.reason}>
        <Input
          {...fieldProps("reason", state.fields?.reason)}
          name="reason"
          required
          maxLength={most}
          defaultValue={state.values.reason}
          className="w-full sm:w-96"
        />
      </Field>
      <Button type="submit" disabled={pending}>
        {texts.ask}
      </Button>
    </form>
  );
}
