/** One analysis at a time, the newest request first: what the user just typed waits for nothing older. */
export interface Lane {
  /** Rejects with the signal's reason when the job was given up before its turn. */
  run<T>(job: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

export function createLane(): Lane {
  const waiting: (() => Promise<void>)[] = [];
  let busy = false;

  const next = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let job = waiting.pop(); job !== undefined; job = waiting.pop()) await job();
    busy = false;
  };

  return {
    run: (job, signal) => new Promise((resolve, reject) => {
      waiting.push(async () => {
        try {
          signal.throwIfAborted();
          resolve(await job());
        } catch (error) {
          reject(error);
        }
      });
      void next();
    }),
  };
}
