import { gzipSync } from 'node:zlib';

const uuid = '3f8e9a52-5a4e-4d0c-9a0e-0a6b1c2d3e4f';

// What a field may be given instead of what it should be: wrong kinds, wrong ranges, and names that objects answer to.
const WRONG_TEXTS: readonly unknown[] = [
  ...['', '__proto__', 'constructor', 'text\0text', 'a\udc00b', uuid, 'x'.repeat(10_000)],
  ...["$(reboot)'; DROP TABLE child; --", '<script>alert(1)</script>', '=HYPERLINK("x")\r\nSet-Cookie: a=b'],
  ...['0000-01-01', '9999-12-31', '0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'],
];
const WRONG_NUMBERS: readonly unknown[] = [-1, 1.5, 2 ** 31, 2 ** 64];
const WRONG_KINDS: readonly unknown[] = [[], { $ne: null }, ['__proto__'], { constructor: { prototype: {} } }];

function wrongFor(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return [...WRONG_TEXTS, null, 1, ...WRONG_KINDS];
  if (typeof value === 'number') return [...WRONG_NUMBERS, null, '1', ...WRONG_KINDS];
  return ['constructor', '0000-01-01T00:00:00.000Z', 'a\udc00b', 2 ** 64, ...WRONG_KINDS];
}

/** A body with one field, at any depth, replaced by each of its wrong values; `where` names the field. */
export function* withWrongFields(body: unknown, where = ''): Generator<{ where: string; bodies: unknown[] }> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return;
  for (const [key, value] of Object.entries(body)) {
    const path = where === '' ? key : `${where}.${key}`;
    yield { where: path, bodies: wrongFor(value).map((wrong) => ({ ...body, [key]: wrong })) };
    for (const inner of withWrongFields(value, path))
      yield { where: inner.where, bodies: inner.bodies.map((wrong) => ({ ...body, [key]: wrong })) };
  }
}

type WrongBody = { raw: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> };
const plain = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));

/** Whole bodies that are no request of ours, whatever the route. */
export const WRONG_BODIES: Readonly<Record<string, WrongBody>> = {
  nothing: { raw: '' },
  'an array': { raw: '[]' },
  'a string': { raw: '"text"' },
  'a number': { raw: '1' },
  null: { raw: 'null' },
  'half an object': { raw: '{"a":' },
  'two objects': { raw: '{}{}' },
  'a comment': { raw: '{} // no' },
  'NUL bytes': { raw: '\0\0\0\0' },
  'bytes that are no text': { raw: new Uint8Array([0xff, 0xfe, 0x00, 0xd8]) },
  'an object whose prototype is chosen': { raw: '{"__proto__":{"userId":1,"roles":["operator_admin"]}}' },
  'an object whose constructor is chosen': { raw: '{"constructor":{"prototype":{"isAdmin":true}}}' },
  '200 kB': { raw: `{"name":"${'x'.repeat(200_000)}"}` },
  'forty thousand arrays in one another': { raw: '['.repeat(40_000) + ']'.repeat(40_000) },
  'thirteen thousand objects in one another': { raw: '{"a":'.repeat(13_000) + '1' + '}'.repeat(13_000) },
  'a form': { raw: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  'plain text': { raw: '{}', headers: { 'content-type': 'text/plain' } },
  XML: { raw: '<a/>', headers: { 'content-type': 'application/xml' } },
  'a file': { raw: '--x\r\n\r\n--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
  'a content type that is none': { raw: '{}', headers: { 'content-type': ';;;' } },
  'a character set that is none': { raw: '{}', headers: { 'content-type': 'application/json; charset=klingon' } },
  'an encoding that is none': { raw: '{}', headers: { 'content-encoding': 'klingon' } },
  'gzip that is none': { raw: '{}', headers: { 'content-encoding': 'gzip' } },
  'ten megabytes in ten kilobytes': {
    raw: new Uint8Array(gzipSync(plain(`{"a":"${'x'.repeat(10_000_000)}"}`))),
    headers: { 'content-encoding': 'gzip' },
  },
};

/** Path parameters as they stand in the request line: encoded already, or wrongly encoded on purpose. */
export const WRONG_PARAMETERS: readonly string[] = [
  ...['__proto__', 'constructor', 'toString', 'null', 'undefined', '0', '-1', '1e9', '%00', `${uuid}%00`, '%E0%A4%A'],
  ...['%2e%2e%2f%2e%2e%2fetc%2fpasswd', '%27%20OR%201%3D1--', '%F0%9F%91%B6', `%7B${uuid}%7D`, `${uuid}x`],
  ...['x'.repeat(3_000), '%5Bobject%20Object%5D', `urn%3Auuid%3A${uuid}`, '%0d%0aX-Evil%3A%201', '%FF'],
];

/** Queries that name no site, for routes that are asked about one. */
export const WRONG_SITES: readonly string[] = [
  ...['siteId=', 'siteId=1', 'siteId=%00', `siteId=${uuid}&siteId=${uuid}`, 'siteId=__proto__', 'siteId=%F0%9F%91%B6'],
];
/** Query strings for every route that reads. */
export const WRONG_QUERIES: readonly string[] = [
  ...WRONG_SITES,
  ...['siteId[]=a', 'siteId[$ne]=1', 'siteId=%E0%A4%A', 'classroomId=__proto__', 'classroomId[a]=1', 'search=%00'],
  ...['search=a&search=b', 'search[x]=1', 'limit=0', 'limit=-1', 'limit=1e9', 'limit=NaN', 'limit[]=1', 'before=-1'],
  ...[`before=${'9'.repeat(19)}`, 'before=x', `search=${'x'.repeat(4_000)}`, 'search=%ED%A0%80', '&&&==', '%'],
  ...['__proto__[siteId]=1', 'constructor[prototype][x]=1'],
];
