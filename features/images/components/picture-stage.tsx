"use client";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "#/components/ui/button.tsx";
import { centreOf, scrollTo, stepZoom, type Zoom, zoomLevels } from "#/features/images/zoom.ts";

export type StagePicture = {
  src: string;
  alt: string;
  label: string;
  width: number;
  height: number;
  caption: ReactNode;
};

export type StageTexts = { zoom: string; in: string; out: string; fit: string; hint: string };

const steps: Record<string, 1 | -1> = { "+": 1, "=": 1, "-": -1, "−": -1 };

/** Pictures at whole enlargements of their own pixels; several are enlarged and moved together. */
export function PictureStage({ pictures, texts }: { pictures: StagePicture[]; texts: StageTexts }) {
  const [zoom, setZoom] = useState<Zoom>(1);
  const stages = useRef<(HTMLElement | null)[]>([]);
  const centre = useRef({ x: 0.5, y: 0.5 });
  const placed = useRef(new WeakSet<Element>());
  useZoomKeys(setZoom);
  const place = (except?: Element) => {
    for (const stage of stages.current) {
      if (!stage || stage === except) continue;
      const { left, top } = scrollTo(centre.current, stage);
      if (Math.abs(left - stage.scrollLeft) < 1 && Math.abs(top - stage.scrollTop) < 1) continue;
      placed.current.add(stage);
      stage.scrollTo({ left, top, behavior: "instant" });
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new enlargement moves what is in the middle
  useLayoutEffect(() => place(), [zoom]);
  const follow = (stage: HTMLElement) => {
    if (placed.current.delete(stage)) return;
    centre.current = centreOf(stage);
    place(stage);
  };
  return (
    <div className="min-w-0">
      <div role="toolbar" aria-label={texts.zoom} className="mb-2 flex flex-wrap items-center gap-1.5">
        <Button size="small" aria-label={texts.out} onClick={() => setZoom(stepZoom(zoom, -1))}>
          −
        </Button>
        {zoomLevels.map((level) => (
          <Button
            key={level}
            size="small"
            aria-pressed={zoom === level}
            onClick={() => setZoom(level)}
            className="aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper"
          >
            {level === "fit" ? texts.fit : `${level} ×`}
          </Button>
        ))}
        <Button size="small" aria-label={texts.in} onClick={() => setZoom(stepZoom(zoom, 1))}>
          +
        </Button>
        <span className="text-xs text-muted">{texts.hint}</span>
      </div>
      <div className={pictures.length > 1 ? "grid gap-4 md:grid-cols-2" : undefined}>
        {pictures.map((picture, index) => (
          <figure key={picture.label} className="min-w-0">
            <section
              ref={(stage) => {
                stages.current[index] = stage;
              }}
              aria-label={picture.label}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
              tabIndex={0}
              data-scrolls
              onScroll={(event) => follow(event.currentTarget)}
              className="max-h-[80dvh] overflow-auto bg-grey-stage"
            >
              {/* biome-ignore lint/performance/noImgElement: the original bytes, not a re-encoded copy */}
              <img
                src={picture.src}
                alt={picture.alt}
                width={picture.width}
                height={picture.height}
                fetchPriority={index === 0 ? "high" : undefined}
                style={
                  zoom === "fit"
                    ? { maxHeight: "78dvh", maxWidth: "100%", width: "auto", height: "auto" }
                    : { width: picture.width * zoom, height: picture.height * zoom, maxWidth: "none" }
                }
                className="mx-auto block [image-rendering:pixelated]"
              />
            </section>
            {picture.caption}
          </figure>
        ))}
      </div>
    </div>
  );
}

/** + and − step, 0 goes back to one to one, unless the key is meant for a control. */
function useZoomKeys(setZoom: (change: (zoom: Zoom) => Zoom) => void) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest("input, select, textarea")) return;
      const step = steps[event.key];
      if (step === undefined && event.key !== "0") return;
      event.preventDefault();
      setZoom((zoom) => (step === undefined ? 1 : stepZoom(zoom, step)));
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [setZoom]);
}
