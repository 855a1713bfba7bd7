/** What was typed, a network a line, without empty ones; `line` counts from 1. */
export type TypedNetwork = { line: number; text: string };

export const typedNetworks = (text: string): TypedNetwork[] =>
  text
    .split('\n')
    .map((typed, index) => ({ line: index + 1, text: typed.trim() }))
    .filter((network) => network.text !== '');

/** Which line each fault of the answer is about: `networks.1` is the second that was sent. */
export function faultsByLine(
  typed: readonly TypedNetwork[],
  fields: Readonly<Record<string, string>>,
): (TypedNetwork & { fault: string })[] {
  return typed.flatMap((network, index) => {
    const fault = fields[`networks.${index}`];
    return fault === undefined ? [] : [{ ...network, fault }];
  });
}
