/** Is this a database's word that a unique value exists already? It ends the transaction, so it is asked outside of it. */
export const isUniqueViolation = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002';
