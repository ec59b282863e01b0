"use client";
import { type ReactNode, useEffect, useRef } from "react";
import { buttonClass } from "#/components/ui/button.tsx";

type Props = { label: ReactNode; name?: string; children: ReactNode };

/** Renders a button that opens a panel below it; Escape and a press elsewhere close it. Without script it opens all the same. */
export function BoardMenu({ label, name, children }: Props) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const outside = (event: Event) => {
      if (menu.current?.open && event.target instanceof Node && !menu.current.contains(event.target)) {
        menu.current.open = false;
      }
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, []);
  return (
    <details
      ref={menu}
      className="board-menu"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !menu.current?.open) return;
        menu.current.open = false;
        menu.current.querySelector("summary")?.focus();
      }}
    >
      <summary className={buttonClass({ size: "small" })} aria-label={name}>
        {label}
      </summary>
      <div className="board-panel">{children}</div>
    </details>
  );
}
