/** Whole steps only: between them a pixel would not be a square of pixels. `fit` scales down to see all of it. */
export const zoomLevels = ["fit", 1, 2, 4, 8, 16] as const;
export type Zoom = (typeof zoomLevels)[number];

export function stepZoom(zoom: Zoom, step: 1 | -1): Zoom {
  const place = zoomLevels.indexOf(zoom) + step;
  return zoomLevels[Math.min(zoomLevels.length - 1, Math.max(0, place))] ?? zoom;
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

/** Where a stage must be scrolled to so that this point is in its middle; the ends are left to the browser. */
export function scrollTo({ x, y }: Centre, stage: Stage): { left: number; top: number } {
  return {
    left: Math.round(x * stage.scrollWidth - stage.clientWidth / 2),
    top: Math.round(y * stage.scrollHeight - stage.clientHeight / 2),
  };
}
