/** Since when an entry is to be seen: one that was scored after its submission was published, since it was scored. */
export function publicSince(publishedAt: Date | null, createdAt: Date): Date {
  return publishedAt && publishedAt > createdAt ? publishedAt : createdAt;
}
