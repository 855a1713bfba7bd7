/** A row of room_check, as far as what a room owes depends on it. */
export type CheckRow = {
  id: string;
  classroomId: string;
  kind: string;
  taskId: string | null;
  undoesId: string | null;
  happenedAt: Date;
  recordedAt: Date;
  actorId: string;
};

export type Sleep = { since: Date; lookedAt: Date | null; dueAt: Date };

/** What was not taken back, in the order in which it happened; the same row twice is one. */
export function standingChecks<Row extends CheckRow>(checks: readonly Row[]): Row[] {
  const undone = new Set(checks.map(({ undoesId }) => undoesId));
  return [...new Map(checks.map((row) => [row.id, row])).values()]
    .filter(({ id, kind }) => kind !== 'undone' && !undone.has(id))
    .sort((a, b) => a.happenedAt.getTime() - b.happenedAt.getTime() || a.id.localeCompare(b.id, 'en'));
}

/**
 * Whether a room sleeps, and when somebody should look next. Pure; the order of rows does not matter, what happened counts
 * and not when a tablet without a network told it. A second beginning is none, a look while nobody sleeps changes nothing.
 * @returns null while the room is awake
 */
export function sleepState(checks: readonly CheckRow[], everyMinutes: number): Sleep | null {
  let since: Date | null = null;
  let lookedAt: Date | null = null;
  for (const { kind, happenedAt } of standingChecks(checks)) {
    if (kind === 'sleep_began') since ??= happenedAt;
    if (kind === 'sleep_checked' && since !== null) lookedAt = happenedAt;
    if (kind === 'sleep_ended') since = lookedAt = null;
  }
  if (since === null) return null;
  return { since, lookedAt, dueAt: new Date((lookedAt ?? since).getTime() + everyMinutes * 60_000) };
}
