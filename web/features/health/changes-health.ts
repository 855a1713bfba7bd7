/** Does such an event change what was found at a child, or what became of it? That it was fetched ends it. */
export const changesHealth = (type: string): boolean => type.startsWith('health:') || type.startsWith('attendance:');
