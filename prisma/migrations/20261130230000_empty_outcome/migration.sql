-- A reply that ended by itself without an answer: an outcome of its own, counted as wrong.
ALTER TYPE "item_outcome" ADD VALUE IF NOT EXISTS 'empty' BEFORE 'error';
