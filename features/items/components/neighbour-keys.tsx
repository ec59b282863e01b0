"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

const back = ["ArrowLeft", "k"];
const forth = ["ArrowRight", "j"];

/** k, j and the arrows go to the neighbours, unless the key is meant for a control or a scrolled picture. */
export function NeighbourKeys({ previous, next }: { previous: string | null; next: string | null }) {
  const router = useRouter();
  useEffect(() => {
    function go(event: KeyboardEvent) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const arrow = event.key.startsWith("Arrow");
      const elsewhere = `input, select, textarea${arrow ? ", [data-scrolls], [role=toolbar]" : ""}`;
      if (event.target instanceof Element && event.target.closest(elsewhere)) return;
      const to = back.includes(event.key) ? previous : forth.includes(event.key) ? next : null;
      if (!to) return;
      event.preventDefault();
      router.push(to, { scroll: false });
    }
    window.addEventListener("keydown", go);
    return () => window.removeEventListener("keydown", go);
  }, [router, previous, next]);
  return null;
}
