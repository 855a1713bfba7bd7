import type { Me } from '#contract/sign-in.ts';

export const FACE_ADDRESS: Record<Me['faces'][number], string> = { parent: '/p', caregiver: '/t', admin: '/a' };

/** Where this person usually works. Someone without any face yet sees the parent's empty home, which says what to do. */
export function faceAddress(me: Me): string {
  return FACE_ADDRESS[me.faces[0] ?? 'parent'];
}
