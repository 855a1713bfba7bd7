/** What the server does not have yet. */
export const UNSENT = 'kanwa:unsent:';
/** What it said no to and nobody has read. */
export const REFUSED = 'kanwa:refused:';
/** What no version of this page could read, once somebody was told of it. */
export const PUT_ASIDE = 'kanwa:unreadable:';

/** What was recorded and is nowhere else: it outlasts all that was only shown. Each is followed by whose it is. */
export const RECORDED_HERE = [UNSENT, REFUSED, PUT_ASIDE] as const;
