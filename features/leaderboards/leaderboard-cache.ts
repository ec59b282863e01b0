import { ChangeListener } from "#/lib/postgres/change-listener.ts";

type Board = { rows: readonly unknown[] };
type Kept = {
  changes: ChangeListener;
  at: number | null;
  boards: Map<string, { board: Promise<Board>; rows: number }>;
};

/** Of all boards together; a row with all its figures takes some kilobytes. */
const mostRows = 6000;
const mostBoards = 40;

const holder = globalThis as typeof globalThis & { cachedLeaderboards?: Kept };

/** From now on this process keeps boards: for one that serves readers, not for one that asks once and ends. */
export function startLeaderboardCache(): void {
  // The same triggers tell of whatever a leaderboard shows.
  holder.cachedLeaderboards ??= { changes: new ChangeListener("page_changes"), at: null, boards: new Map() };
}

/** @internal */
export async function stopLeaderboardCache(): Promise<void> {
  await holder.cachedLeaderboards?.changes.close();
  delete holder.cachedLeaderboards;
}

/**
 * Resolves with the board that the key stands for: made once for all who ask, until anything changes that a board may show. Nobody is
 * given one from before a change that was committed when it was asked for.
 */
export async function cachedLeaderboard<B extends Board>(
  keyOf: () => Promise<string>,
  make: () => Promise<B>,
): Promise<B> {
  const kept = holder.cachedLeaderboards;
  const now = kept ? await kept.changes.count() : null;
  if (!kept || now === null) return make();
  const key = await keyOf();
  if (now !== kept.at) kept.boards.clear();
  kept.at = now;
  const known = kept.boards.get(key);
  if (known) {
    kept.boards.delete(key);
    kept.boards.set(key, known);
    return known.board as Promise<B>;
  }
  const own = { board: make() as Promise<Board>, rows: 0 };
  kept.boards.set(key, own);
  try {
    const board = await own.board;
    own.rows = board.rows.length;
    dropOldest(kept.boards);
    return board as B;
  } catch (error) {
    if (kept.boards.get(key) === own) kept.boards.delete(key);
    throw error;
  }
}

function dropOldest(boards: Kept["boards"]): void {
  let rows = [...boards.values()].reduce((sum, board) => sum + board.rows, 0);
  for (const [key, board] of boards) {
    if (rows <= mostRows && boards.size <= mostBoards) return;
    boards.delete(key);
    rows -= board.rows;
  }
}
