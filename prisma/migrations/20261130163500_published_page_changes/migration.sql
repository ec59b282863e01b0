-- What is not published is on no page. A run that ends in private, and a model that somebody offers, must not take
-- every kept page away: only statements that touch something published are told of.
CREATE FUNCTION "notify_changes_of_published"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  seen boolean := true;
BEGIN
  IF TG_TABLE_NAME = 'entries' THEN
    SELECT EXISTS (SELECT FROM changed WHERE published_at IS NOT NULL) INTO seen;
  ELSIF TG_TABLE_NAME = 'comparisons' THEN
    SELECT EXISTS (SELECT FROM changed c JOIN entries e ON e.id = c.first_id WHERE e.published_at IS NOT NULL) INTO seen;
  ELSE
    SELECT EXISTS (SELECT FROM changed c JOIN entries e ON e.id = c.entry_id WHERE e.published_at IS NOT NULL) INTO seen;
  END IF;
  IF seen THEN
    PERFORM pg_notify('page_changes', '');
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER "models_notify_page_changes" ON "models";
CREATE TRIGGER "models_notify_page_changes" AFTER UPDATE OR DELETE OR TRUNCATE ON "models"
  FOR EACH STATEMENT EXECUTE FUNCTION "notify_page_changes"();

-- A statement has one such table of its rows; an update is looked at before and after.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['entries', 'scores', 'comparisons', 'entry_pasts'] LOOP
    EXECUTE format('DROP TRIGGER %I ON %I', name || '_notify_page_changes', name);
    EXECUTE format('CREATE TRIGGER %I AFTER TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION notify_page_changes()', name || '_notify_truncated', name);
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION notify_changes_of_published()', name || '_notify_inserted', name);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION notify_changes_of_published()', name || '_notify_deleted', name);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING OLD TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION notify_changes_of_published()', name || '_notify_updated_from', name);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION notify_changes_of_published()', name || '_notify_updated_to', name);
  END LOOP;
END $$;
