import type { FieldErrors } from "#/lib/errors.ts";

/** Fields say what `message` says, or have no key. */
export type Refusal = {
  code: string;
  message: string;
  key?: string;
  params?: Record<string, string | number>;
  fields?: FieldErrors;
};
export type Sent<Answer> = { answer: Answer } | { refusal: Refusal };

/** Posts a file as the body and tells the share that has left; fetch cannot tell it. Resolves with `null` if nothing came back. */
export function sendFile<Answer>(
  address: string,
  file: File,
  onShare: (share: number) => void,
): Promise<Sent<Answer> | null> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onShare(total === 0 ? 1 : loaded / total);
    request.onload = () => done(read(request));
    request.onerror = () => done(null);
    request.onabort = () => done(null);
    request.open("POST", address);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
}

function read<Answer>({ status, responseText }: XMLHttpRequest): Sent<Answer> | null {
  try {
    const body = JSON.parse(responseText) as Answer & { error?: Refusal };
    if (status < 300) return { answer: body };
    return body.error ? { refusal: body.error } : null;
  } catch {
    return null;
  }
}
