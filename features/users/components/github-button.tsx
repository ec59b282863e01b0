"use client";
import { signIn } from "next-auth/react";
import { Button } from "#/components/ui/button.tsx";

export function GitHubButton({ label, from }: { label: string; from: string }) {
  return <Button onClick={() => void signIn("github", { callbackUrl: from })}>{label}</Button>;
}
