const ends =
  /<\/?(?:p|div|section|main|header|footer|nav|article|h[1-6]|li|ul|ol|dl|dt|dd|tr|table|thead|tbody|caption|form|fieldset|label|option|summary|details|figure|figcaption|pre|br|td|th|title|button|a)\b[^>]*>/gi;
const spoken = /\b(?:alt|aria-label|title|placeholder|content|value|href|action|name)="([^"]*)"/g;

/** What a page says, a block a line, with what is said in attributes behind: no scripts, styles, classes or ids. */
export function pageText(html: string): string {
  const visible = html
    .replace(/<(script|style|template)\b[^>]*>[\s\S]*?<\/\1>/gi, "")
    .replace(/<!--[\s\S]*?-->/g, "");
  const text = visible.replace(ends, "\n").replace(/<[^>]+>/g, "");
  const lines = text.split("\n").flatMap((line) => line.replace(/\s+/g, " ").trim() || []);
  const attributes = [...visible.matchAll(spoken)].flatMap(([, value = ""]) =>
    value === "" ? [] : [`@ ${value}`],
  );
  return [...lines, ...attributes.filter((line) => !/^@ \$?ACTION|^@ [0-9a-f]{40,}$/.test(line))].join("\n");
}

/** Addresses on this site that a page links to, without their fragments. */
export function linksOf(html: string): string[] {
  const found = [...html.matchAll(/<a\b[^>]*\bhref="(\/[^"#]*)/g)].map(([, path = ""]) =>
    path.replaceAll("&amp;", "&"),
  );
  return [...new Set(found.filter((path) => !path.startsWith("//") && !path.startsWith("/_next/")))];
}
