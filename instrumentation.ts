export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next puts a constant here, so that the edge build leaves the import out.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { trustProxies: watchRequests } = await import("#/lib/http/trust-proxy.ts");
  watchRequests();
  const { startLeaderboardCache } = await import("#/features/leaderboards/leaderboard-cache.ts");
  startLeaderboardCache();
}
