export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href="#content"
      className="sr-only z-50 bg-paper px-3 py-2 text-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
    >
      {label}
    </a>
  );
}
