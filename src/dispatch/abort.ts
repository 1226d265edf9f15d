/**
 * Waits for work until the signal fires, also for work whose turn has not come. The signal is left without a listener:
 * it may live longer than the work, and would keep the result.
 *
 * @throws the signal's reason when it fires first
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
