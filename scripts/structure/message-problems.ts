export type Messages = { [key: string]: string | Messages };

/** What differs between a translation and the English it follows: keys, empty texts, placeholders and tags. */
export function messageProblems(english: Messages, other: Messages, language: string): string[] {
  const source = flatten(english);
  const translation = flatten(other);
  const problems: string[] = [];
  for (const [key, text] of source) {
    const translated = translation.get(key);
    if (text.trim() === "") problems.push(`messages: en has an empty text at ${key}`);
    if (translated === undefined) problems.push(`messages: ${language} lacks ${key}`);
    else if (translated.trim() === "") problems.push(`messages: ${language} has an empty text at ${key}`);
    else if (slots(text) !== slots(translated))
      problems.push(
        `messages: ${key} has ${slots(text) || "no slots"} in en, ${slots(translated) || "none"} in ${language}`,
      );
  }
  for (const key of translation.keys())
    if (!source.has(key)) problems.push(`messages: ${language} has ${key}, which en lacks`);
  return problems;
}

function flatten(messages: Messages, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

function slots(text: string): string {
  const found = new Set<string>();
  collect(text, found);
  return [...found].sort().join(" ");
}

/** ICU: `{name}`, `{name, type, style}`, `{n, plural, one {…} other {…}}`, and `<tag>`. */
function collect(text: string, found: Set<string>): void {
  for (const [, tag] of text.matchAll(/<([a-z][\w-]*)\s*\/?>/gi)) found.add(`<${tag}>`);
  for (const argument of braced(text)) {
    const [name = "", type = ""] = argument.split(",", 2).map((part) => part.trim());
    found.add(name ? `{${name}}` : `{${found.size}}`);
    if (/^(plural|select|selectordinal)$/.test(type))
      for (const branch of braced(argument)) collect(branch, found);
  }
}

function braced(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "'" && /[{}]/.test(text[at + 1] ?? "")) at = Math.max(at, text.indexOf("'", at + 1));
    else if (text[at] === "{" && depth++ === 0) start = at + 1;
    else if (text[at] === "}" && --depth === 0) parts.push(text.slice(start, at));
  }
  return parts;
}
