-- What several features ask of the database in their own SQL; its home is here, not in text passed between them.

-- Whether the operator drains the workers: what is leased is finished, nothing more is begun.
CREATE FUNCTION is_draining() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM board_settings WHERE name = 'draining')
$$;

-- What an item of a perception set asks about: `in-context-other`, or `distortion.compare` of a pair; NULL where it is
-- not classified. As `concernsOf` in evaluation/tasks/perception/slices.ts, joined by a point (a test compares them).
CREATE FUNCTION item_concern(subset text, concern integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN subset IN ('compare', 'joint')
    THEN (ARRAY['distortion', 'other'])[concern % 2 + 1] || '.' || subset
    ELSE (ARRAY['distortion', 'other', 'in-context-distortion', 'in-context-other'])[concern + 1] END
$$;
