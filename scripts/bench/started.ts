const started = new Set<() => Promise<void>>();

/**
 * What a row starts, from before it runs until it is closed: who breaks the bench off does not wait for a row's own end.
 * @returns how to close it: once, however often it is asked, and then it is off the list
 */
export function atEnd(close: () => Promise<unknown>): () => Promise<void> {
  let closing: Promise<void> | null = null;
  const closeOnce = () => (closing ??= close().then(() => void started.delete(closeOnce)));
  started.add(closeOnce);
  return closeOnce;
}

/** The newest first, and what was started meanwhile; what cannot be closed keeps nothing else open. */
export async function closeAllStarted(): Promise<void> {
  for (let newest = [...started].at(-1); newest; newest = [...started].at(-1)) {
    await newest().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
    started.delete(newest);
  }
}
