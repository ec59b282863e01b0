import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const methods = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS";
const declared = new RegExp(`export (?:const|async function|function) (${methods})\\b`, "g");
const listed = /export\s*\{([^}]*)\}/g;
const exportedAs = new RegExp(`(?:^|\\bas )\\s*(${methods})\\s*$`);
const inlineAction = /^\s+["']use server["']/m;

/**
 * Everything that the web answers to, found in the source: "page /path", "METHOD /path" of route handlers and
 * "action file#name" of server actions.
 */
export function routesOnDisk(root: string): string[] {
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const found = (pattern: string) =>
    globSync(pattern, { cwd: root }).map((path) => path.replaceAll("\\", "/"));
  const pages = found("app/**/page.{ts,tsx,js,jsx}").map((file) => `page ${addressOf(file)}`);
  const images = found("app/**/{opengraph-image,twitter-image,icon,sitemap,robots,manifest}*.{ts,tsx}").map(
    (file) => `GET ${addressOf(file)}`,
  );
  const routes = found("app/**/route.{ts,tsx,js,jsx}").flatMap((file) =>
    methodsOf(read(file)).map((method) => `${method} ${addressOf(file)}`),
  );
  const actions = found("{app,features,components,lib}/**/*.{ts,tsx}").flatMap((file) =>
    actionsOf(read(file)).map((name) => `action ${file}#${name}`),
  );
  return [...new Set([...pages, ...images, ...routes, ...actions])].sort();
}

function addressOf(file: string): string {
  const folders = file
    .split("/")
    .slice(1, -1)
    .filter((part) => !/^\(.*\)$|^\[locale\]$/.test(part));
  const name = /([^/]+)\.\w+$/.exec(file)?.[1] ?? "";
  return `/${[...folders, ...(["page", "route"].includes(name) ? [] : [name])].join("/")}`;
}

function methodsOf(text: string): string[] {
  const direct = [...text.matchAll(declared)].map(([, method]) => method ?? "");
  const named = [...text.matchAll(listed)]
    .flatMap(([, names = ""]) => names.split(","))
    .flatMap((name) => exportedAs.exec(name.trim())?.[1] ?? []);
  return [...direct, ...named];
}

function actionsOf(text: string): string[] {
  if (inlineAction.test(text)) return ["an action inside a function"];
  if (!/^\s*["']use server["']/.test(text)) return [];
  return [...text.matchAll(/export (?:const|async function) (\w+)/g)].map(([, name]) => name ?? "");
}
