"use client";
import { type ReactNode, Suspense, useEffect, useRef, useState } from "react";

/** Mounts its children when it comes near the screen, so that their script is fetched only then; keeps their room. */
export function WhenSeen({ waiting, children }: { waiting: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true),
      { rootMargin: "200px" },
    );
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  const shape = <p className="grid h-80 place-items-center bg-surface text-xs text-muted">{waiting}</p>;
  return <div ref={place}>{seen ? <Suspense fallback={shape}>{children}</Suspense> : shape}</div>;
}
