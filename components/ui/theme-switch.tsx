"use client";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";

type Theme = "light" | "dark" | "system";
const next: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const never = () => () => {};

export function ThemeSwitch({ labels }: { labels: Record<Theme | "label", string> }) {
  const { theme, setTheme } = useTheme();
  const mounted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const current: Theme = mounted && (theme === "light" || theme === "dark") ? theme : "system";
  const name = `${labels.label}: ${labels[current]}`;
  return (
    <button
      type="button"
      aria-label={name}
      title={name}
      onClick={() => setTheme(next[current])}
      className="grid size-9 place-items-center rounded-sm text-muted hover:text-ink"
    >
      <svg
        viewBox="0 0 16 16"
        className="size-4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        <circle cx="8" cy="8" r="6.25" />
        {current === "dark" ? <circle cx="8" cy="8" r="6.25" fill="currentColor" /> : null}
        {current === "system" ? <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" /> : null}
      </svg>
    </button>
  );
}
