"use client";
import { type ReactNode, Suspense, useEffect, useRef, useState } from "react";

type Props = { waiting: string; height: number; children: ReactNode };

/** Mounts its children when it comes near the screen, so that their script is fetched only then; keeps their room. */
export function WhenSeen({ waiting, height, children }: Props) {
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
  const shape = (
    <p className="grid place-items-center bg-surface text-xs text-muted" style={{ height }}>
      {waiting}
    </p>
  );
  return <div ref={place}>{seen ? <Suspense fallback={shape}>{children}</Suspense> : shape}</div>;
}
