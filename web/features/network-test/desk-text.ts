import { type Language, LANGUAGES } from '../../shared/words/language.ts';
import { sayIn } from '../../shared/words/book.ts';
import { figureOf } from './figure.ts';
import { type Learned, type Results, STEPS } from './steps.ts';
import type { Verdict } from './verdict.ts';
import { networkTestWords } from './words.ts';

export type DeskFacts = {
  results: Results;
  learned: Learned;
  verdict: Verdict;
  at: Date;
  /** With its port, as the browser has it in the address. */
  host: string;
  userAgent: string;
};

const MARK = { ok: '✓', failed: '✗', absent: '–' };

/** What the reader sends to the IT desk: in both languages, and without anybody's name. */
export const deskText = (facts: DeskFacts): string =>
  LANGUAGES.map((language) => textIn(language, facts)).join('\n\n----------------------------------------\n\n');

function textIn(language: Language, { results, learned, verdict, at, host, userAgent }: DeskFacts): string {
  const say = (key: (typeof networkTestWords.keys)[number], values = {}) =>
    sayIn(language, networkTestWords, key, values);
  const lines = STEPS.flatMap((step) => {
    const result = results[step];
    if (!result) return [];
    const figure = figureOf(result);
    const what = `${MARK[result.state]} ${say(step)}${figure && ` (${figure})`}`;
    return [say('deskLine', { what, value: say(result.said) })];
  });
  return [
    say('deskTitle'),
    say(`verdict_${verdict.code}`),
    '',
    say('deskLine', { what: say('deskTime'), value: timeOf(at) }),
    say('deskLine', { what: say('deskHost'), value: host }),
    say('deskLine', { what: say('deskBrowser'), value: userAgent }),
    '',
    say('deskResults'),
    ...lines,
    '',
    say('deskNeeds'),
    ...needs(say, learned, host),
    say('deskNote'),
  ].join('\n');
}

type SayHere = (key: (typeof networkTestWords.keys)[number], values?: Record<string, string>) => string;

function needs(say: SayHere, { doors, turnUrls }: Learned, host: string): string[] {
  const addresses = doors && reachable(doors.addresses).join(', ');
  return [
    say('needPage', { host }),
    ...(doors && addresses !== null
      ? [
          say('needUdp', { addresses, ports: inRanges(doors.udp) }),
          say('needTcp', { addresses, ports: inRanges(doors.tcp) }),
        ]
      : [say('needUnknown')]),
    ...(turnUrls.length > 0 ? [say('needTurn', { urls: turnUrls.join(', ') })] : []),
  ].map((line) => `- ${line}`);
}

/** The machine's own name for itself is nothing to open anywhere, unless there is no other. */
function reachable(addresses: readonly string[]): readonly string[] {
  const others = addresses.filter((address) => !address.startsWith('127.'));
  return others.length > 0 ? others : addresses;
}

/** 40000, 40001, 40005 → 40000–40001, 40005 */
function inRanges(ports: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const port of [...ports].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && port === last[1] + 1) last[1] = port;
    else spans.push([port, port]);
  }
  return spans.map(([from, to]) => (from === to ? String(from) : `${String(from)}–${String(to)}`)).join(', ');
}

/** With its zone: the desk may sit in another. */
function timeOf(at: Date): string {
  const ahead = -at.getTimezoneOffset();
  const zone = `${ahead < 0 ? '-' : '+'}${twoDigits(Math.trunc(Math.abs(ahead) / 60))}:${twoDigits(Math.abs(ahead) % 60)}`;
  const local = new Date(at.getTime() + ahead * 60_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${zone}`;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');
