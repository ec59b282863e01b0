-- Every web process keeps finished leaderboard pages; it hears of each change of what they show, once a transaction.
CREATE FUNCTION "notify_page_changes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('page_changes', '');
  RETURN NULL;
END $$;

CREATE TRIGGER "entries_notify_page_changes" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "notify_page_changes"();

CREATE TRIGGER "scores_notify_page_changes" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "scores"
  FOR EACH STATEMENT EXECUTE FUNCTION "notify_page_changes"();

CREATE TRIGGER "comparisons_notify_page_changes" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "comparisons"
  FOR EACH STATEMENT EXECUTE FUNCTION "notify_page_changes"();

CREATE TRIGGER "models_notify_page_changes" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "models"
  FOR EACH STATEMENT EXECUTE FUNCTION "notify_page_changes"();

CREATE TRIGGER "datasets_notify_page_changes" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "datasets"
  FOR EACH STATEMENT EXECUTE FUNCTION "notify_page_changes"();

CREATE TRIGGER "ledger_notify_page_changes" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ledger"
  FOR EACH STATEMENT EXECUTE FUNCTION "notify_page_changes"();

CREATE TRIGGER "entry_pasts_notify_page_changes" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "entry_pasts"
  FOR EACH STATEMENT EXECUTE FUNCTION "notify_page_changes"();
