-- Items that are not independent, such as pictures of one reference: what they share, by which rule, and how many groups.
ALTER TABLE "items" ADD COLUMN "group_name" TEXT;
-- NULL: nobody looked for groups yet; the workers do.
ALTER TABLE "datasets" ADD COLUMN "group_rule" TEXT, ADD COLUMN "group_count" INTEGER;
ALTER TABLE "scores" ADD COLUMN "groups" INTEGER;
-- By which edition of the statistics an entry has its bounds; older ones are computed again from the stored answers.
ALTER TABLE "entries" ADD COLUMN "statistics_version" TEXT;
