export type User = { id: string; email: string; isAdmin: boolean };

/** Who asks; null is a visitor. */
export type Actor = User | null;
