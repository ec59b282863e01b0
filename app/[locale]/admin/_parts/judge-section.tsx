import { JudgeForm } from "#/features/judge/components/judge-form.tsx";
import { JudgeOverview } from "#/features/judge/components/judge-overview.tsx";
import { loadJudgeOverview } from "#/features/judge/loaders.ts";

export async function JudgeSection() {
  const overview = await loadJudgeOverview();
  return (
    <section>
      <JudgeOverview overview={overview} />
      <JudgeForm overview={overview} />
    </section>
  );
}
