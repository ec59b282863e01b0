const joint = "_cat_";
const suffix = /\.(?:jpe?g|png|webp|bmp)$/i;
const longestSuffix = ".jpeg".length;

/** `00079.jpg_cat_09769.jpg.jpg` → the names of its two images; null for the path of a single image. */
export function splitPair(path: string): { first: string; second: string } | null {
  // The pair's own suffix, where it has one, stands behind that of its second image.
  const own = /\.[a-z]{1,20}$/i.exec(path)?.index;
  for (const end of own === undefined ? [path.length] : [own, path.length]) {
    const at = placeOfJoint(path, end);
    if (at === -1) continue;
    const stem = path.slice(0, at - suffixBefore(path, at) - 1);
    const folder = path.slice(0, stem.lastIndexOf("/") + 1);
    return { first: path.slice(0, at), second: folder + path.slice(at + joint.length, end) };
  }
  return null;
}

/** Returns the last joint between a named image and another that ends here; -1 for none. */
function placeOfJoint(path: string, end: number): number {
  const length = suffixBefore(path, end);
  if (length === 0) return -1;
  const last = end - length - 1 - joint.length;
  for (let at = path.lastIndexOf(joint, last); at > 0 && last > 0; at = path.lastIndexOf(joint, at - 1)) {
    const before = suffixBefore(path, at);
    if (before > 0 && at > before) return at;
  }
  return -1;
}

/** Returns the length of the image suffix that ends here; 0 for none. */
function suffixBefore(path: string, end: number): number {
  return suffix.exec(path.slice(Math.max(0, end - longestSuffix), end))?.[0].length ?? 0;
}
