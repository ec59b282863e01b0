/** Whole steps only: between them a pixel would not be a square of pixels. `fit` scales down to see all of it. */
export const zoomLevels = ["fit", 1, 2, 4, 8, 16] as const;
export type Zoom = (typeof zoomLevels)[number];

export function stepZoom(zoom: Zoom, step: 1 | -1): Zoom {
  const index = zoomLevels.indexOf(zoom) + step;
  return zoomLevels[Math.min(zoomLevels.length - 1, Math.max(0, index))] ?? zoom;
}

/** The point in the middle of what a stage shows, as a share of the picture's width and height. */
export type Centre = { x: number; y: number };

type Stage = {
  scrollLeft: number;
  scrollTop: number;
  clientWidth: number;
  clientHeight: number;
  scrollWidth: number;
  scrollHeight: number;
};

export function centreOf(stage: Stage): Centre {
  return {
    x: (stage.scrollLeft + stage.clientWidth / 2) / stage.scrollWidth,
    y: (stage.scrollTop + stage.clientHeight / 2) / stage.scrollHeight,
  };
}

/** Where a stage must be scrolled to so that this point is in its middle, as far as its ends allow. */
export function scrollTo({ x, y }: Centre, stage: Stage): { left: number; top: number } {
  const within = (index: number, most: number) => Math.min(Math.max(0, most), Math.max(0, Math.round(index)));
  return {
    left: within(x * stage.scrollWidth - stage.clientWidth / 2, stage.scrollWidth - stage.clientWidth),
    top: within(y * stage.scrollHeight - stage.clientHeight / 2, stage.scrollHeight - stage.clientHeight),
  };
}
