/** The path to return to after signing in; anything that leads off this site becomes the fallback. */
export function localPath(path: unknown, fallback = "/submissions"): string {
  if (typeof path !== "string" || !path.startsWith("/")) return fallback;
  const base = "http://local.invalid";
  const url = URL.parse(path, base);
  return url?.origin === base ? url.pathname + url.search + url.hash : fallback;
}
