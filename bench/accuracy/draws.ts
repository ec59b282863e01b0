import { seededRandom } from "#/evaluation/statistics/resampling/random.ts";

/** Standard normal numbers, the same for the same seed (Box and Muller 1958). */
export function normals(seed: number): () => number {
  const random = seededRandom(seed);
  const uniform = () => (random.nextUint32() + 0.5) / 2 ** 32;
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

export type Layout = { groups: number; perGroup: number };

export function groupNames({ groups, perGroup }: Layout): string[] {
  return Array.from({ length: groups * perGroup }, (_, item) => String(Math.floor(item / perGroup)));
}

/** Normal numbers of which `shared` of the variance is common to a group. */
export function clustered({ groups, perGroup }: Layout, shared: number, normal: () => number): Float64Array {
  const values = new Float64Array(groups * perGroup);
  for (let group = 0; group < groups; group++) {
    const common = Math.sqrt(shared) * normal();
    for (let item = 0; item < perGroup; item++)
      values[group * perGroup + item] = common + Math.sqrt(1 - shared) * normal();
  }
  return values;
}
