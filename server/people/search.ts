/** A condition on one text column. `%` and `_` are what was typed, not wildcards: the query language does not see to that. */
export const contains = <Field extends string>(field: Field, typed: string) =>
  ({ [field]: { contains: typed.replaceAll(/[\\%_]/g, '\\$&'), mode: 'insensitive' } }) as {
    [F in Field]: { contains: string; mode: 'insensitive' };
  };
