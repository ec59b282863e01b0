/**
 * SQL over `runs r`, `judgements g` and `judges j`: results `a` with their items `i` that lack ratings of this judge.
 * A judge of correctness rates what no option could be read from; every other one rates every answer.
 */
export const unjudged = `
FROM item_results a JOIN items i ON i.dataset_id = r.dataset_id AND i.number = a.item
WHERE a.run_id = r.id
  AND CASE WHEN jsonb_exists(j.templates, 'correctness')
        THEN a.outcome = 'unparsed' AND i.correct_option IS NOT NULL AND coalesce(a.response, '') <> ''
        ELSE a.outcome NOT IN ('error', 'absent') END
  AND (SELECT count(*) FROM judge_votes v WHERE v.judgement_id = g.id AND v.item = a.item)
    < j.rounds * (SELECT count(*) FROM jsonb_object_keys(j.templates))`;

export const judgedRun = `
FROM judgements g JOIN runs r ON r.id = g.run_id JOIN judges j ON j.id = g.judge_id`;

/** The judgement may go on now and nobody is at it. */
export const isDue = `
g.status = 'open' AND NOT (SELECT is_draining()) AND (g.lease_until IS NULL OR g.lease_until < now())
  AND (r.status IN ('queued', 'running') OR (r.status = 'finished' AND (g.resume_at IS NULL OR g.resume_at <= now())))
  AND EXISTS (SELECT ${unjudged})`;
