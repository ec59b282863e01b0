import type { Metadata } from "next";
import { ModelView } from "#/features/models/components/model-view.tsx";
import { loadModel } from "#/features/models/loaders.ts";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadModel((await params).slug)).model.name };
}

export default async function ModelPage({ params }: Props) {
  return <ModelView page={await loadModel((await params).slug)} />;
}
