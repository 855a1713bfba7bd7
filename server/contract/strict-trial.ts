import { z } from 'zod';
import { ClassroomId } from './ids.ts';

/** What would come of asking every video consent of every room of a site, from now on. */
export const StrictTrial = z.object({
  /** Rooms that would close at once, and those that would as soon as their children come. */
  rooms: z.array(
    z.object({
      classroomId: ClassroomId,
      name: z.string(),
      isNow: z.boolean(),
      children: z.number().int(),
      staff: z.number().int(),
    }),
  ),
  /** Running views of families that would end. */
  endedViews: z.number().int(),
});
export type StrictTrial = z.infer<typeof StrictTrial>;
