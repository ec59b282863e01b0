import type { AST } from "@eslint-community/regexpp";

/** From here on a repetition counts as one without an end: what is shorter costs a constant. */
const longRepetition = 100;

export function isLong(node: AST.Node): node is AST.Quantifier {
  return node.type === "Quantifier" && node.max >= longRepetition;
}

/** Every node below this one, itself included, outer ones first. */
export function nodesOf(node: AST.Node): AST.Node[] {
  return [node, ...childrenOf(node).flatMap(nodesOf)];
}

function childrenOf(node: AST.Node): readonly AST.Node[] {
  if ("alternatives" in node) return node.alternatives;
  if (node.type === "Alternative") return node.elements;
  if (node.type === "Quantifier") return [node.element];
  return [];
}

/**
 * The characters that a pattern tells apart: one for each combination of its sets that some character is in, and one
 * that none has.
 */
export function alphabetOf(pattern: AST.Pattern, flags: string, most: number): string[] {
  const nodes = nodesOf(pattern);
  const repeated = nodes.filter(isLong).flatMap(nodesOf);
  const isSign = (node: AST.Node) => node.type === "Character" && !/\w/.test(fromPoint(node.value));
  const sets = nodes.filter(
    (node) =>
      node.type === "CharacterClass" ||
      node.type === "CharacterSet" ||
      isSign(node) ||
      (node.type === "Character" && repeated.includes(node)),
  );
  // Lines and words end at places that no set of the pattern may name.
  const tests = [...new Set([...sets.map(({ raw }) => raw), "\\n", "\\w"])].map((raw) =>
    memberTest(raw, flags),
  );
  const written = nodes.flatMap((node) => (node.type === "Character" ? [fromPoint(node.value)] : []));
  const kinds = new Map<string, string>();
  for (const character of [...candidates, ...written]) {
    const kind = tests.map((isIn) => (isIn(character) ? 1 : 0)).join("");
    if (!kinds.has(kind)) kinds.set(kind, character);
  }
  return [...kinds.values()].slice(0, most);
}

const fromPoint = (point: number) => String.fromCodePoint(point);

function range(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => fromPoint(first + index));
}

const candidates = [
  ..."a0A _-.\n\"'\\",
  ...range(0x21, 0x7e),
  ...range(0, 0x20),
  ...range(0x7f, 0xff),
  ...range(0x2000, 0x206f),
  ..."─→⇒中不是。，！；：（）【】「」『』＝＋",
  "\ufeff",
  "́",
];

function memberTest(raw: string, flags: string): (character: string) => boolean {
  const whole = new RegExp(`^(?:${raw})$`, flags.replace(/[gym]/g, ""));
  return (character) => whole.test(character);
}

/** Texts that parts of a pattern match, made from its syntax; looks ahead and behind are taken to hold. */
export class Samples {
  readonly #alphabet: readonly string[];
  readonly #flags: string;
  readonly #members = new Map<string, string[]>();

  constructor(alphabet: readonly string[], flags: string) {
    this.#alphabet = alphabet;
    this.#flags = flags;
  }

  /** One of the texts that a part matches: others for other numbers of `variant`. */
  of(node: AST.Node, variant: number): string {
    switch (node.type) {
      case "Character":
        return fromPoint(node.value);
      case "CharacterSet":
      case "CharacterClass":
        return pick(this.#membersOf(node.raw), variant) ?? "";
      case "Quantifier": {
        const times = Math.min(node.max, Math.max(node.min, variant % 2 === 0 ? 1 : 0));
        return this.of(node.element, variant >> 1).repeat(times);
      }
      case "Group":
      case "CapturingGroup":
      case "Pattern": {
        const alternative = pick(node.alternatives, variant);
        return alternative ? this.of(alternative, Math.floor(variant / node.alternatives.length)) : "";
      }
      case "Alternative":
        return this.ofAll(node.elements, variant);
      default:
        return "";
    }
  }

  ofAll(nodes: readonly AST.Node[], variant: number): string {
    return nodes.map((node) => this.of(node, variant)).join("");
  }

  /** What has to stand before a part for the matching to come to it, and what has to follow. */
  around(node: AST.Node, variant: number): { before: string; after: string } {
    const { parent } = node;
    if (!parent || parent.type === "RegExpLiteral") return { before: "", after: "" };
    const outer = this.around(parent, variant);
    if (parent.type !== "Alternative") return outer;
    const index = parent.elements.findIndex(({ start }) => start === node.start);
    return {
      before: outer.before + this.ofAll(parent.elements.slice(0, index), variant),
      after: this.ofAll(parent.elements.slice(index + 1), variant) + outer.after,
    };
  }

  #membersOf(raw: string): string[] {
    const known = this.#members.get(raw);
    if (known) return known;
    const isIn = memberTest(raw, this.#flags);
    const own = this.#alphabet.filter(isIn);
    const members = own.length > 0 ? own : candidates.filter(isIn).slice(0, 1);
    this.#members.set(raw, members);
    return members;
  }
}

function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}
