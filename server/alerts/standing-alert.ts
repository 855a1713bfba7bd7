import type { AlertKind } from '../contract/alerts.ts';

/**
 * What is not answered at this moment, whoever judges it: the sweep tells it once by its key and clears what stands no more.
 */
export type StandingAlert = {
  kind: AlertKind;
  /** Of what and for when: told once, and once more each time its answer is taken back. */
  key: string;
  classroomId: string;
  childId: string | null;
  taskId: string | null;
  dueAt: Date;
  /** From then on the director is told that it still stands; null: never, or at once. */
  escalatesAt: Date | null;
};
