const deep = 30_000;

/** Texts that broke something somewhere: in a place of the path, of the query, of a header or of a body. */
export const nastyTexts: Record<string, string> = {
  empty: "",
  space: " ",
  nul: "a\u0000b",
  "nul after an id": "00000000-0000-4000-8000-000000000000\u0000",
  "lone surrogate": "a\ud800",
  "a pair cut by 300 characters": `${"x".repeat(299)}😀`,
  "broken percent": "%E0%A4%A",
  "percent of nul": "%00",
  "prototype key": "__proto__",
  constructor: "constructor",
  "inherited name": "toString",
  "with a format": "perception.csv.__proto__",
  "other folder": "../../../etc/passwd",
  "sql quote": "' OR 1=1; --",
  "sql pattern": "%_".repeat(150),
  "regular expression": `${"(a+)+".repeat(50)}$`,
  "ten kilobytes": "x".repeat(10_000),
  "a list without end": "a,".repeat(5_000),
  "greater than any number": "1e999",
  negative: "-1",
  "more than an integer": "9223372036854775808",
  "no number": "NaN",
  "a day far off": "+275760-09-13",
  "a day that is none": "2026-02-31",
  "year zero": "0000-01-01",
  "the last year": "9999-12-31T23:59:59.999-23:59",
  "a line and another": "a\r\nSet-Cookie: b=c",
  "right to left": "\u202eabc",
  "combining marks": "e\u0301".repeat(2_000),
  "not a character": "\uffff\ufdd0",
};

/** Values that take the place of one in a body. */
export const nastyValues: Record<string, unknown> = {
  ...nastyTexts,
  null: null,
  true: true,
  number: 1.5,
  "number beyond": 1e308,
  list: [],
  "list of lists": [[[[]]]],
  "ten thousand of them": Array.from({ length: 10_000 }, (_, n) => `${n}`),
  "the same ten thousand times": Array.from({ length: 10_000 }, () => "a"),
  object: {},
  "own prototype": JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}}}'),
  "ten thousand keys": Object.fromEntries(Array.from({ length: 8_000 }, (_, n) => [`k${n}`, 0])),
  "a key of sixty thousand characters": { ["k".repeat(60_000)]: 1 },
  "a key with nul": { "\u0000": 1 },
  "a key with half a pair": { "\ud800": 1 },
  "a value with nul": { a: "\u0000" },
  "a value with half a pair": { a: ["\udc00"] },
  "sixty thousand characters": "x".repeat(60_000),
  "twenty thousand wrong ones": Array.from({ length: 20_000 }, () => 0),
};

/** Bodies as they come over the wire. */
export const nastyBodies: Record<string, string | Uint8Array<ArrayBuffer>> = {
  empty: "",
  "white space": " \n\t",
  "half a JSON": '{"model":',
  "deep lists": "[".repeat(deep) + "]".repeat(deep),
  "deep lists without end": "[".repeat(60_000),
  "deep objects": `${'{"a":'.repeat(8_000)}1${"}".repeat(8_000)}`,
  "deep below a known field": `{"endpoint":{"extraBody":{"a":${"[".repeat(deep)}${"]".repeat(deep)}}}}`,
  "numbers beyond": `{"endpoint":{"concurrency":1e999},"datasets":[${"9".repeat(5_000)}]}`,
  "the same key often": `{${Array.from({ length: 6_000 }, () => '"model":1').join(",")}}`,
  "one text of sixty thousand": JSON.stringify("x".repeat(60_000)),
  "not UTF-8": Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  "a byte-order mark": '\ufeff{"a":1}',
  "more than may be": "x".repeat(70_000),
  "unknown keys": JSON.stringify(Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`u${n}`, n]))),
};

/** All copies of a body in which one value, of any depth, is another; or one more is beside it. */
export function variantsOf(body: unknown, value: unknown): unknown[] {
  if (typeof body !== "object" || body === null) return [value];
  if (Array.isArray(body))
    return [value, ...body.flatMap((part, at) => variantsOf(part, value).map((part) => body.with(at, part)))];
  return [
    value,
    { ...body, unknown: value },
    ...Object.entries(body).flatMap(([key, part]) =>
      variantsOf(part, value).map((changed) => ({ ...body, [key]: changed })),
    ),
  ];
}
