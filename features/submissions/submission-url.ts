export function submissionUrl(id: string): string {
  return `/submissions/${id}`;
}
