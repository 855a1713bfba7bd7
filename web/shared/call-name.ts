type Named = { nickname: string; name: string };

/** What a child is called in the room and at home; its full name stands where it is a record. */
export const callName = ({ nickname, name }: Named): string => nickname || name;

/** The same of whom only the id and the full name are at hand. */
export function calledAmong(children: readonly (Named & { childId: string })[], childId: string, name: string): string {
  const child = children.find((each) => each.childId === childId);
  return child ? callName(child) : name;
}
