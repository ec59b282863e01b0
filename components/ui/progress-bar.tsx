type Props = { label: string; done: number; missing?: number; total: number };

/** Done in ink, missing in the warm tone, the rest empty; the three add up to `total`. */
export function ProgressBar({ label, done, missing = 0, total }: Props) {
  const share = (count: number) => `${total > 0 ? (count / total) * 100 : 0}%`;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done + missing}
      className="flex h-2 w-full overflow-hidden rounded-[2px] bg-rule"
    >
      <div className="bg-ink transition-[width] duration-200" style={{ width: share(done) }} />
      <div className="bg-warm transition-[width] duration-200" style={{ width: share(missing) }} />
    </div>
  );
}
