/** A picture that went out instead of the original: a PNG of a BMP, a JPEG of a PNG, or that scaled down. */
export type SentPicture = {
  /** Type of the original. */
  from: string;
  mime: string;
  scaled: boolean;
  bytes: number;
  width: number;
  height: number;
  sha256: string;
};
