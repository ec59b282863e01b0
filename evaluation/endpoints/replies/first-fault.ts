import { z } from "zod";

/*
 * Lists and records of which only the first wrong element is told. A stranger's reply may hold a hundred thousand of
 * them, and zod makes an issue of each.
 */

export function listOf<Element extends z.ZodType>(element: Element) {
  return z.array(z.unknown()).transform((values, context) => {
    const elements: z.output<Element>[] = [];
    for (const [index, value] of values.entries()) {
      const { data, error } = element.safeParse(value);
      if (error) return tellFirst(context, index, error);
      elements.push(data as z.output<Element>);
    }
    return elements;
  });
}

/** With text keys; `__proto__` is a key like any other. */
export function recordOf<Element extends z.ZodType>(element: Element) {
  const object = z.custom<object>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  );
  return object.transform((record, context) => {
    const elements = new Map<string, z.output<Element>>();
    for (const [key, value] of Object.entries(record)) {
      const { data, error } = element.safeParse(value);
      if (error) return tellFirst(context, key, error);
      elements.set(key, data as z.output<Element>);
    }
    return elements;
  });
}

function tellFirst(context: z.RefinementCtx, place: string | number, { issues }: z.ZodError): never {
  const [first] = issues;
  context.addIssue({
    code: "custom",
    path: [place, ...(first?.path ?? [])],
    message: first?.message ?? "unreadable",
  });
  return z.NEVER;
}
