/** A bound for days and instants of a few years; what is asked again and again comes back soon after it was let go. */
const MOST = 10_000;

/** What was worked out before, by key: for pure answers that cost much and are asked for thousands of times. */
export function createMemory<T>(): (key: string, make: () => T) => T {
  const known = new Map<string, T>();
  return (key, make) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make();
    if (known.size >= MOST) known.clear();
    known.set(key, made);
    return made;
  };
}
