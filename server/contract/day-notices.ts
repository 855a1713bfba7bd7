import { z } from 'zod';

export const ABSENCE_REASONS = ['sick', 'family', 'holiday', 'other'] as const;
export const AbsenceReason = z.enum(ABSENCE_REASONS);
export type AbsenceReason = z.infer<typeof AbsenceReason>;
