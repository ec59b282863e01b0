import { JudgeForm } from "#/features/admin/components/judge-form.tsx";
import { JudgeOverview } from "#/features/judging/components/judge-overview.tsx";
import { loadJudgeOverview } from "#/features/judging/loaders.ts";

export async function JudgeSection() {
  const overview = await loadJudgeOverview();
  return (
    <section>
      <JudgeOverview overview={overview} />
      <JudgeForm overview={overview} />
    </section>
  );
}
