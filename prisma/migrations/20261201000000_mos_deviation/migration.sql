-- Standard deviation of the ratings that a MOS is the mean of. Null where the file has none, and on sets stored before.
ALTER TABLE "items" ADD COLUMN "mos_std" DOUBLE PRECISION;
