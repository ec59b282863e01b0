import { HomeView } from "#/features/home/components/home-view.tsx";
import { loadHome } from "#/features/home/loaders.ts";

export default async function HomePage() {
  return <HomeView page={await loadHome()} />;
}
