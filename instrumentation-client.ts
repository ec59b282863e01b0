const longestMs = 20_000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says in the document that another page is on its way; `NavigationEnd` takes it back when the page is there. */
export function onRouterTransitionStart(url: string): void {
  if (new URL(url, location.href).href.split("#")[0] === location.href.split("#")[0]) return;
  document.documentElement.dataset.going = "";
  clearTimeout(timer);
  timer = setTimeout(() => delete document.documentElement.dataset.going, longestMs);
}
