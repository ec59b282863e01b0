import type { Task } from "#/prisma/generated/client.ts";
export const demoSlugs = [
  "demo-perception-dev",
  "demo-perception-test",
  "demo-description",
  "demo-assessment",
] as const;
export type DemoSlug = (typeof demoSlugs)[number];

export type DemoSet = {
  slug: DemoSlug;
  task: Task;
  answers: "public" | "hidden";
  words: string;
};

export const demoSets: readonly DemoSet[] = [
  {
    slug: "demo-perception-dev",
    task: "perception",
    answers: "public",
    words: "Generated scenes with known distortions, in the questions' form of LLVisionQA, answers public",
  },
  {
    slug: "demo-perception-test",
    task: "perception",
    answers: "hidden",
    words: "Generated scenes with known distortions, in the questions' form of LLVisionQA, answers hidden",
  },
  {
    slug: "demo-description",
    task: "description",
    answers: "public",
    words: "Generated scenes with reference descriptions written from what was done to them",
  },
  {
    slug: "demo-assessment",
    task: "assessment",
    answers: "public",
    words: "Generated scenes in three subsets (blur, noise, mixed) with quality scores by construction",
  },
];

export function isDemoSlug(slug: string): slug is DemoSlug {
  return demoSlugs.some((known) => known === slug);
}
