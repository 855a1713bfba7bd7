import { encode } from 'iconv-lite';
import type { Express } from 'express';
import request from 'supertest';
import { IMPORT_COLUMNS, type ImportColumn } from '../../server/contract/imports.ts';
import { HEADING } from '../../server/imports/columns.ts';

export type FileRow = Partial<Record<ImportColumn, string>>;

/** A row that lacks nothing; `change` says what is other. */
export const fileRow = (n: number, change: FileRow = {}): FileRow => ({
  room: '小雨滴班',
  roomKind: '托小班',
  childNumber: `A${String(n).padStart(4, '0')}`,
  childName: `孩子${String(n)}`,
  bornOn: '2024-05-06',
  sessionKind: '全日托',
  weekdays: '一二三四五',
  from: '08:00',
  to: '17:30',
  startsOn: '2026-01-10',
  guardianName: `家长${String(n)}`,
  relation: '妈妈',
  phone: `139${String(n).padStart(8, '0')}`,
  mayWatch: '是',
  mayPickUp: '是',
  ...change,
});

/** As a spreadsheet saves it: headings in row 1, the first of `rows` in row 2. */
export function csvText(rows: readonly FileRow[], delimiter = ','): string {
  const quoted = (text: string) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [IMPORT_COLUMNS.map((column) => HEADING[column].zh)];
  for (const row of rows) lines.push(IMPORT_COLUMNS.map((column) => quoted(row[column] ?? '')));
  return lines.map((cells) => `${cells.join(delimiter)}\r\n`).join('');
}

export const ENCODINGS = {
  'UTF-8': (text: string) => Buffer.from(text),
  'UTF-8 with its mark': (text: string) => Buffer.from(`\ufeff${text}`),
  GBK: (text: string) => encode(text, 'gbk'),
} as const;

/** Sends a file as the console does: as it is, with what is asked in the address. */
export const sendFile = (app: Express, accessToken: string, path: string, bytes: Buffer) =>
  request(app)
    .post(`/api/admin/imports${path}`)
    .set('Authorization', `Bearer ${accessToken}`)
    .set('Content-Type', 'application/octet-stream')
    .send(bytes);
