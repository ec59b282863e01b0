import { z } from "zod";

export type SchemaField = { name: string; type: string; required: boolean; about: string | null };

const jsonSchema = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  maxItems: z.number().optional(),
  default: z.unknown().optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), jsonSchema).optional();
  },
  get items() {
    return z.union([jsonSchema, z.literal(false).transform(() => undefined)]).optional();
  },
  get prefixItems() {
    return z.array(jsonSchema).optional();
  },
  get anyOf() {
    return z.array(jsonSchema).optional();
  },
});

type JsonSchema = z.infer<typeof jsonSchema>;

/** Returns the fields of a JSON Schema as dotted names, objects opened, arrays marked with []. */
export function schemaFields(schema: unknown): SchemaField[] {
  return fieldsOf(jsonSchema.parse(schema), "");
}

function fieldsOf(schema: JsonSchema, prefix: string): SchemaField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = prefix + key;
    const required = schema.required?.includes(key) ?? false;
    const field = { name, type: typeText(value), required, about: value.description ?? null };
    const inner = value.items ?? value;
    return [field, ...fieldsOf(inner, value.items ? `${name}[].` : `${name}.`)];
  });
}

function typeText(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map(String).join(" | ");
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeText))].join(" | ");
  if (schema.prefixItems) return `[${schema.prefixItems.map(typeText).join(", ")}]`;
  const limits = [
    schema.maximum !== undefined && schema.maximum < 1e9 ? `${schema.minimum}–${schema.maximum}` : null,
    schema.maxLength !== undefined ? `≤ ${schema.maxLength}` : null,
    schema.maxItems !== undefined ? `≤ ${schema.maxItems}` : null,
    schema.default !== undefined ? `= ${JSON.stringify(schema.default)}` : null,
  ].filter(Boolean);
  const plain = [schema.type ?? "any"].flat().join(" | ");
  const base = schema.items ? `${typeText(schema.items)}[]` : (schema.format ?? plain);
  return limits.length > 0 ? `${base} (${limits.join(", ")})` : base;
}
