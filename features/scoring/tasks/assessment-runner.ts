import { assessmentPromptVersion } from "#/evaluation/tasks/assessment/assessment-prompt.ts";
import {
  assessmentProtocolVersion,
  assessmentReaderVersion,
} from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import { observeScoringModes } from "#/evaluation/tasks/assessment/probe/detect-scoring-modes.ts";
import { drawProbePictures } from "#/evaluation/tasks/assessment/probe/probe-pictures.ts";
import { type Assessed, askAssessment } from "#/evaluation/tasks/assessment/request/ask-assessment.ts";
import { roomyTextTokens } from "#/evaluation/tasks/assessment/request/build-request.ts";
import { chosenBySubmitter, fixedPlan } from "#/features/runs/assessment-plan.ts";
import { assessedItems } from "#/features/runs/queries.ts";
import { type ItemAnswer, noAnswer, type TaskRunner } from "#/features/runs/task-runner.ts";
import { ItemCaller } from "#/features/scoring/tasks/item-caller.ts";
import { scoreInThread } from "#/features/scoring/tasks/score-in-thread.ts";

export const assessmentRunner: TaskRunner = {
  protocolVersion: assessmentProtocolVersion,
  promptVersion: assessmentPromptVersion,
  parserVersion: assessmentReaderVersion,

  async prepare({ endpoint, retry, signal, plan }) {
    const { best, words } = chosenBySubmitter(plan);
    const pictures = await drawProbePictures();
    const probe = await observeScoringModes(endpoint, { pictures, words, retry, signal, best });
    const { decision, dialect: profile, observations, notes, calls } = probe;
    const { reason } = decision;
    if (decision.rung === null) return { refusal: [reason, ...notes].join(" ") };
    const { topK } = observations;
    return {
      rung: decision.rung,
      settings: { probe: { reason, topK, dialect: profile, observations, notes, calls } },
    };
  },

  async ask(_item, images, call) {
    const { rung, dialect: profile } = fixedPlan(call.plan);
    const caller = new ItemCaller(call);
    const assessed = await askAssessment(rung, profile, images, (request, faultOf) =>
      faultOf ? caller.askAgain(request, roomyTextTokens, faultOf) : caller.ask(request),
    );
    return { ...noAnswer, ...answerOf(assessed), ...caller.read() };
  },

  async score(run) {
    const items = await assessedItems(run);
    const known = items.filter(({ d }) => d !== null);
    const censored = known.filter((item) => item.censored).length;
    const share = { metric: "censored", slice: "overall", n: known.length, low: null, high: null };
    const censoredRow = known.length > 0 ? [{ ...share, value: censored / known.length }] : [];
    return [{ scores: [...(await scoreInThread(items)), ...censoredRow] }];
  },

  covered: (scores) => scores.find(({ metric, slice }) => metric === "srcc" && slice === "overall")?.n ?? 0,
};

function answerOf({ d, score, censored, response, fault }: Assessed): Partial<ItemAnswer> {
  if (fault) return { outcome: fault.outcome, error: fault.reason, response };
  return { outcome: "answered", score, logprobDifference: d, censored, response };
}
