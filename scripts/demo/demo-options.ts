import { parseArgs } from "node:util";

export type DemoOptions = { once: boolean; json: boolean; port: number | null };

export function demoOptions(args: string[]): DemoOptions {
  const { values } = parseArgs({
    args,
    options: { once: { type: "boolean" }, json: { type: "boolean" }, port: { type: "string" } },
  });
  const port = values.port === undefined ? null : Number(values.port);
  if (port !== null && !(Number.isInteger(port) && port > 0 && port < 65_536))
    throw new Error(`--port takes a number from 1 to 65535, not "${values.port}".`);
  if (values.json && !values.once) throw new Error("--json prints the tables of --once; give both.");
  return { once: values.once ?? false, json: values.json ?? false, port };
}
