const mostModels = 100;

/** SQL of the runs that speak for their models on dataset $1: the one each published last, of up to a hundred models. */
export const representativeRuns = `
SELECT run_id, judge_id, model_id FROM (
  SELECT DISTINCT ON (e.model_id) e.run_id, e.judge_id, e.model_id,
    greatest(e.published_at, e.created_at) AS public_since, e.id FROM entries e
  WHERE e.dataset_id = $1 AND e.published_at IS NOT NULL AND e.run_id IS NOT NULL
    AND (e.task = 'description') = (e.judge_id IS NOT NULL)
  ORDER BY e.model_id, public_since DESC, e.id DESC) latest
ORDER BY public_since DESC, id DESC LIMIT ${mostModels}`;
