import type { z } from 'zod';
import {
  type AcceptScan,
  ConsentCounts,
  ConsentList,
  type ConsentQuery,
  OperatorTexts,
  OwnConsents,
  type PublishText,
  ScanUploaded,
  type SignConsent,
  TextPublished,
  WaitingScan,
  type WithdrawConsent,
} from '#contract/consents.ts';
import type { ChildId, SiteId } from '#contract/ids.ts';
import { type ConsentKind, ViewsEnded } from '#contract/people.ts';
import { Nothing, request, requestBlob, requestExport } from '../../shared/api.ts';

const OFFICE = '/api/admin/consents';
const asked = (query: Record<string, string | undefined>): string =>
  new URLSearchParams(Object.entries(query).filter((pair): pair is [string, string] => !!pair[1])).toString();

export type Paper = { childId: ChildId; kind: ConsentKind; until?: string | undefined; file: File };
const paperQuery = ({ childId, kind, until }: Paper) => asked({ childId, kind, until });

// --- a guardian's own ---
export const readOwn = () => request(OwnConsents, 'GET', '/api/consents');
export const sign = (input: z.input<typeof SignConsent>) => request(OwnConsents, 'POST', '/api/consents/sign', input);
export const withdraw = (input: z.input<typeof WithdrawConsent>) =>
  request(OwnConsents, 'POST', '/api/consents/withdraw', input);
export const sendPaper = (paper: Paper) =>
  request(ScanUploaded, 'POST', `/api/consents/scans?${paperQuery(paper)}`, paper.file);
/** One's own; each look is recorded. */
export const readOwnPaper = (scanId: string): Promise<Blob> => requestBlob(`/api/consents/scans/${scanId}`);

// --- the administrators' ---
export const readList = (query: ConsentQuery) => request(ConsentList, 'GET', `${OFFICE}?${asked(query)}`);
export const readCounts = (siteId: SiteId | undefined) =>
  request(ConsentCounts, 'GET', `${OFFICE}/counts?${asked({ siteId })}`);
export const exportList = async (query: ConsentQuery & { language: 'zh' | 'en' }): Promise<Blob> =>
  (await requestExport(`${OFFICE}/export`, query)).file;
export const readScans = (siteId: SiteId | undefined) =>
  request(WaitingScan.array(), 'GET', `${OFFICE}/scans?${asked({ siteId })}`);
export const readScan = (scanId: string): Promise<Blob> => requestBlob(`${OFFICE}/scans/${scanId}`);
export const sendOfficePaper = (paper: Paper) =>
  request(ScanUploaded, 'POST', `${OFFICE}/scans?${paperQuery(paper)}`, paper.file);
export const acceptPaper = (scanId: string, input: z.input<typeof AcceptScan>) =>
  request(ViewsEnded, 'POST', `${OFFICE}/scans/${scanId}/accept`, input);
export const refusePaper = (scanId: string, why: string) =>
  request(Nothing, 'POST', `${OFFICE}/scans/${scanId}/refuse`, { why });
export const readTexts = () => request(OperatorTexts.array(), 'GET', `${OFFICE}/texts`);
export const publish = (input: z.input<typeof PublishText>) => request(TextPublished, 'POST', `${OFFICE}/texts`, input);
