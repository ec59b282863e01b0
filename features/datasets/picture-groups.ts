/** The pictures of an item; a pair has two. Equal hashes are the same picture under whatever names. */
export type PairPaths = {
  imagePath: string;
  secondPath: string | null;
  imageHash: string | null;
  secondHash: string | null;
};

/** Returns for each item the group it is in: items that share a picture, directly or through others, are in one. */
export function pictureGroups(items: readonly PairPaths[]): string[] {
  const parent = new Map<string, string>();
  const rootOf = (picture: string): string => {
    let root = picture;
    for (let next = parent.get(root); next !== undefined && next !== root; next = parent.get(root))
      root = next;
    for (let at = picture; at !== root; ) {
      const next = parent.get(at) ?? root;
      parent.set(at, root);
      at = next;
    }
    return root;
  };
  const pictures = items.map(({ imagePath, secondPath, imageHash, secondHash }) => {
    const first = imageHash ?? imagePath;
    return [first, secondPath === null ? first : (secondHash ?? secondPath)] as const;
  });
  for (const [first, second] of pictures) {
    if (!parent.has(first)) parent.set(first, first);
    if (!parent.has(second)) parent.set(second, second);
    parent.set(rootOf(second), rootOf(first));
  }
  return pictures.map(([first]) => rootOf(first));
}
