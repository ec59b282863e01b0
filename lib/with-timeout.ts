/** As the promise, but rejects when it takes longer; what it began may still happen. */
export async function withTimeout<T>(ms: number, promise: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`Not done within ${ms} ms.`)), ms);
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer));
}
