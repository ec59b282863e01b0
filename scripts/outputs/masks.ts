/** What may differ between two recordings of one board: everything else must be the same, byte for byte. */
export const masks: { what: string; pattern: RegExp; shown: string }[] = [
  { what: "address of the board", pattern: /http:\/\/localhost:\d+/g, shown: "http://localhost:PORT" },
  {
    what: "moment",
    pattern: /\b20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?/g,
    shown: "MOMENT",
  },
  {
    what: "how long ago",
    pattern: /\b\d+ (seconds?|minutes?|hours?) ago\b|\d+ ?(秒|分钟|小时)前/g,
    shown: "AGO",
  },
  {
    what: "id of a request",
    pattern: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g,
    shown: "ID",
  },
  { what: "signature over a moment", pattern: /"value": ?"[\w+/]{86}=="/g, shown: "SIGNATURE" },
  {
    what: "action of a build",
    pattern: /(?<=&quot;id&quot;:&quot;)[0-9a-f]{42}(?=&quot;)/g,
    shown: "ACTION",
  },
  { what: "file of a build", pattern: /\/_next\/static\/[\w./~-]+/g, shown: "/_next/static/FILE" },
];

export function masked(text: string): string {
  return masks.reduce((left, { pattern, shown }) => left.replace(pattern, shown), text);
}
