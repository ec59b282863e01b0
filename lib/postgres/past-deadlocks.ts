const deadlockDetected = "40P01";
const attempts = 5;

/** Does again what PostgreSQL ended because it and another transaction waited for each other's locks. */
export async function pastDeadlocks<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const isDeadlock = [error, (error as Error).cause].some(
        (one) => one instanceof Error && "code" in one && one.code === deadlockDetected,
      );
      if (!isDeadlock || attempt === attempts) throw error;
    }
  }
}
