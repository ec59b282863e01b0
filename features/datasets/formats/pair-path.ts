const pair = /^(.*\/)?(.+\.(?:jpe?g|png|webp|bmp))_cat_(.+?\.(?:jpe?g|png|webp|bmp))(?:\.[a-z]+)?$/i;

/** `00079.jpg_cat_09769.jpg.jpg` → the names of its two images; null for the path of a single image. */
export function splitPair(path: string): { first: string; second: string } | null {
  const match = pair.exec(path);
  const [, folder = "", first, second] = match ?? [];
  return first && second ? { first: folder + first, second: folder + second } : null;
}
