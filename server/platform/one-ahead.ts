/** What each of these reads, in order: the next is on its way while one is worked on. A read that failed is thrown in its turn. */
export async function* oneAhead<T>(reads: readonly (() => Promise<T>)[]): AsyncGenerator<T, void> {
  const begin = (nth: number) => {
    const reading = reads[nth]?.();
    reading?.catch(() => undefined); // thrown when its turn comes; whoever stops before is not told
    return reading;
  };
  let next = begin(0);
  for (let nth = 1; next !== undefined; nth += 1) {
    const read = await next;
    next = begin(nth);
    yield read;
  }
}
