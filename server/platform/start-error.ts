/** Why the service does not start, as a sentence that tells its administrator what to do; a stack would add nothing. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
