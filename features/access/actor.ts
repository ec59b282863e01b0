/** `from` says where the request came from, for the audit log: an address, or "shell". */
export type User = { id: string; email: string; isAdmin: boolean; from?: string };

/** Who asks; null is a visitor. */
export type Actor = User | null;
