"use client";
import { signIn } from "next-auth/react";
import { Button } from "#/components/ui/button.tsx";

type Props = { provider: string; label: string; from: string };

export function ProviderButton({ provider, label, from }: Props) {
  return <Button onClick={() => void signIn(provider, { callbackUrl: from })}>{label}</Button>;
}
