/** Renders the middle of a picture at its own pixels, never scaled; `missing` stands where there is none. */
export function ItemThumbnail({ hash, missing }: { hash: string | null; missing: string }) {
  return (
    <span className="block h-24 w-36 flex-none bg-grey-stage">
      {hash ? (
        // biome-ignore lint/performance/noImgElement: the original bytes, not a re-encoded copy
        <img src={`/api/v1/images/${hash}`} alt="" loading="lazy" className="h-24 w-36 object-none" />
      ) : (
        <span className="grid h-full place-items-center px-2 text-center text-xs text-[oklch(0.18_0_0)]">
          {missing}
        </span>
      )}
    </span>
  );
}
