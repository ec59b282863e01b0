"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Left and right go to the neighbours, unless the key is meant for a control or a scrolled picture. */
export function ArrowKeys({ previous, next }: { previous: string | null; next: string | null }) {
  const router = useRouter();
  useEffect(() => {
    function go(event: KeyboardEvent) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.target instanceof Element && event.target.closest("input, select, textarea, [data-scrolls]"))
        return;
      const to = event.key === "ArrowLeft" ? previous : event.key === "ArrowRight" ? next : null;
      if (!to) return;
      event.preventDefault();
      router.push(to, { scroll: false });
    }
    window.addEventListener("keydown", go);
    return () => window.removeEventListener("keydown", go);
  }, [router, previous, next]);
  return null;
}
