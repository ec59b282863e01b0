export function Footnotes({ sources, title }: { sources: string[]; title: string }) {
  if (sources.length === 0) return null;
  return (
    <section aria-label={title} className="mt-3 text-xs text-muted">
      <ol className="list-none">
        {sources.map((source, index) => (
          <li key={source}>
            <sup>{index + 1}</sup> <span className="wrap-anywhere">{source}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
