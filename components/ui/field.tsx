import type { ReactNode } from "react";

type Props = {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  errors?: string[] | undefined;
  children: ReactNode;
};

/** Label, hint and errors around one control; give the control `{...fieldProps(id, errors)}`. */
export function Field({ id, label, hint, errors, children }: Props) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      ) : null}
      {errors?.length ? (
        <p id={`${id}-error`} role="alert" className="text-xs text-warm">
          {errors.join(" ")}
        </p>
      ) : null}
    </div>
  );
}

export function fieldProps(id: string, errors?: string[]) {
  const failed = Boolean(errors?.length);
  return {
    id,
    "aria-invalid": failed || undefined,
    "aria-describedby": failed ? `${id}-error ${id}-hint` : `${id}-hint`,
  };
}
