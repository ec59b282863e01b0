/** What a stream brought; `isDone`: it says itself that it is at its end. */
export type Events = { events: unknown[]; isDone: boolean };

const done = "[DONE]";

/**
 * Reads a body that is no JSON as server-sent events, as JSON line by line, or as JSON with a stream's end mark behind
 * it; null where it is none of these. `parse` gives undefined for what is no JSON.
 */
export function readEvents(body: string, parse: (text: string) => unknown): Events | null {
  const text = body.trim();
  const isDone = text.endsWith(done);
  const whole = isDone ? parse(withoutMark(text)) : undefined;
  if (whole !== undefined) return { events: Array.isArray(whole) ? whole : [whole], isDone };
  const events: unknown[] = [];
  let data: string[] = [];
  let name = "";
  const flush = () => {
    for (const event of eventsOf(data, parse)) events.push(name === "error" ? { error: event } : event);
    data = [];
    name = "";
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === "") flush();
    else if (line.startsWith("data:")) data.push(line.slice(5).trim());
    else if (line.startsWith("event:")) name = line.slice(6).trim();
    else if (line.startsWith("{")) data.push(line);
    else if (!/^(?::|id:|retry:|\[DONE\])/.test(line)) return null;
  }
  flush();
  return events.length > 0 ? { events, isDone } : null;
}

function withoutMark(text: string): string {
  const json = text.slice(0, -done.length).trimEnd();
  return json.endsWith("data:") ? json.slice(0, -5) : json;
}

/** One event over several lines, or one on each: some servers leave the empty line between them out. */
function eventsOf(data: readonly string[], parse: (text: string) => unknown): unknown[] {
  const lines = data.filter((line) => line !== done && line !== "");
  const whole = lines.length > 1 ? parse(lines.join("\n")) : undefined;
  const found = whole === undefined ? lines.map((line) => parse(line) ?? line) : [whole];
  return found.flatMap((event) => (Array.isArray(event) ? event : [event]));
}
