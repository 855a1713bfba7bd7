import type { ConsentTextId, ConsentTextView, TextKind } from '../contract/consents.ts';

export type StoredText = {
  id: string;
  kind: string;
  version: number;
  zh: string;
  en: string;
  publishedAt: Date;
  requiredFrom: Date | null;
};

export const textView = ({ id, kind, version, zh, en, publishedAt, requiredFrom }: StoredText): ConsentTextView => ({
  textId: id as ConsentTextId,
  kind: kind as TextKind,
  ...{ version, zh, en },
  publishedAt: publishedAt.toISOString(),
  requiredFrom: requiredFrom?.toISOString() ?? null,
});
