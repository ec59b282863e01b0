import { createHash } from "node:crypto";
import { type JudgeTemplates, templateVersion } from "#/evaluation/tasks/description/judge-templates.ts";

/** Ratings of judges that differ in any of these are never ranked together. */
export type JudgeIdentity = {
  model: string;
  templates: JudgeTemplates;
  rounds: number;
  temperature: number;
};

/** Returns what tells this judge from all others, whatever its templates' files are called. */
export function judgeKey({ model, templates, rounds, temperature }: JudgeIdentity): string {
  const sorted = Object.entries(templates).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([model, sorted, rounds, temperature]))
    .digest("base64url");
}

/** Returns the judge as a leaderboard names it: the key of its own table. */
export function judgeLabel({ model, templates, rounds, temperature }: JudgeIdentity): string {
  return `${model} · templates ${templateVersion(templates)} · ${rounds} rounds · temperature ${temperature}`;
}

/** One rating request by content: equal keys ask the same judge the same thing. */
export function contentKey(judge: Pick<JudgeIdentity, "model" | "temperature">, prompt: string): string {
  return createHash("sha256")
    .update(JSON.stringify([judge.model, judge.temperature, prompt]))
    .digest("base64url");
}
