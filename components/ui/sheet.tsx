"use client";
import { type ReactNode, useId, useRef } from "react";
import { Button } from "#/components/ui/button.tsx";

type Props = { trigger: string; title: string; close: string; className?: string; children: ReactNode };

/** Renders a button and the native dialog it opens; on a phone the dialog sits at the bottom edge. */
export function Sheet({ trigger, title, close, className, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  return (
    <>
      <Button size="small" className={className} onClick={() => dialog.current?.showModal()}>
        {trigger}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={heading}
        className="m-0 mt-auto max-h-[85dvh] w-full max-w-none border-t border-strong-rule bg-paper p-5 text-ink backdrop:bg-[oklch(0_0_0/0.45)] sm:m-auto sm:max-w-md sm:border"
      >
        <div className="mb-4 flex items-center justify-between gap-4">
          <h2 id={heading} className="text-base font-semibold">
            {title}
          </h2>
          <Button size="small" onClick={() => dialog.current?.close()}>
            {close}
          </Button>
        </div>
        {children}
      </dialog>
    </>
  );
}
