const unusual = /[^a-z0-9_]/;

/** Returns a field's name as it is looked for, "Image Path" and "IMAGE-PATH" as `image_path`; others stay as they are. */
export function fieldName(name: string): string {
  const plain = name.trim().toLowerCase().replace(/[\s-]/g, "_");
  return unusual.test(plain) ? name : plain;
}

/** Returns a JSON record under the names that are looked for; one that is there already keeps its value. */
export function withFieldNames(record: Record<string, unknown>): Record<string, unknown> {
  if (!Object.keys(record).some((name) => unusual.test(name))) return record;
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const plain = fieldName(name);
      return [Object.hasOwn(record, plain) ? name : plain, value];
    }),
  );
}
