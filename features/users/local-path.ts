const longest = 2000;
// Never an address: what is asked for is resolved against it where only paths of the site are welcome.
const nowhere = "http://local.invalid";
/** An empty segment, or one that a server on the way would read as empty: a browser takes what follows for a host. */
const hostLike = /\/[/\\]|^\/%(?:25)*(?:2f|5c|09|0a|0d)/i;

/**
 * Returns the path to return to after signing in; what leads off this site becomes the fallback. With `site` its own absolute
 * addresses are welcome too. Only a path is ever returned, and it is read again as a browser will read it: `/.//host`
 * becomes `//host` only when its dots are taken away.
 */
export function localPath(path: unknown, fallback = "/submissions", site = nowhere): string {
  if (typeof path !== "string" || path.length > longest) return fallback;
  const { origin } = new URL(site);
  if (!path.startsWith("/") && !path.startsWith(`${origin}/`)) return fallback;
  const url = URL.parse(path, origin);
  if (url?.origin !== origin || url.username || url.password || hostLike.test(url.pathname)) return fallback;
  const found = url.pathname + url.search + url.hash;
  return URL.parse(found, origin)?.href === url.href ? found : fallback;
}
