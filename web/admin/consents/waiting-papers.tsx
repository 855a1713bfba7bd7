import { useQuery } from '@tanstack/react-query';
import { App, Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { WaitingScan } from '#contract/consents.ts';
import type { SiteView } from '#contract/people.ts';
import { readScans, refusePaper } from '../../features/consents/consents-api.ts';
import { consentWords, dayOfPaper } from '../../features/consents/words.ts';
import { clockAndDay } from '../../shared/time.ts';
import { useMe } from '../../shared/session.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { mayManage } from '../may-open.ts';
import { ReadState } from '../read-state.tsx';
import { ReasonModal } from '../reason-modal.tsx';
import { AcceptModal } from './accept-modal.tsx';
import { ScanModal } from './scan-picture.tsx';
import { ledgerWords } from './words.ts';

type Asked = { scan: WaitingScan; how: 'look' | 'accept' | 'refuse' };

/** What families sent and nobody has looked at yet, the oldest first. */
export function WaitingPapers({ site }: { site: SiteView }) {
  const say = useWords(ledgerWords);
  const [asked, setAsked] = useState<Asked | null>(null);
  const scans = useQuery({
    queryKey: ['consents', 'scans', site.siteId],
    queryFn: () => readScans(site.siteId),
  });
  const close = () => setAsked(null);
  return (
    <ReadState of={scans}>
      <p className="dim">{say('papersLead')}</p>
      <Table
        rowKey="scanId"
        size="small"
        pagination={false}
        dataSource={scans.data ?? []}
        columns={useColumns(setAsked)}
        locale={{ emptyText: <Empty icon="check">{say('papersEmpty')}</Empty> }}
        scroll={{ x: 'max-content' }}
      />
      {asked?.how === 'look' && <ScanModal scan={asked.scan} onClose={close} />}
      {asked?.how === 'accept' && <AcceptModal site={site} scan={asked.scan} onClose={close} />}
      {asked?.how === 'refuse' && <RefuseModal scan={asked.scan} onClose={close} />}
    </ReadState>
  );
}

function useColumns(onAsked: (asked: Asked) => void): TableColumnsType<WaitingScan> {
  const say = useWords(ledgerWords);
  const kinds = useWords(consentWords);
  const language = useLanguage();
  const manages = mayManage(useMe());
  return [
    { key: 'child', title: say('child'), render: (_, { childName }) => <b>{childName}</b> },
    { key: 'kind', title: say('kind'), render: (_, { kind }) => kinds(kind) },
    {
      key: 'who',
      title: say('who'),
      render: (_, { uploadedBy }) => [uploadedBy.relation, uploadedBy.name].filter(Boolean).join(' '),
    },
    {
      key: 'at',
      title: say('sentAt'),
      render: (_, { uploadedAt, timeZone }) => clockAndDay(uploadedAt, language, timeZone),
    },
    {
      key: 'until',
      title: say('statedUntil'),
      render: (_, { statedUntil, timeZone }) =>
        statedUntil && dayOfPaper(statedUntil, language, timeZone, { isEnd: true }),
    },
    {
      key: 'acts',
      render: (_, scan) => (
        <span className="row">
          <Button size="small" onClick={() => onAsked({ scan, how: 'look' })}>
            {say('look')}
          </Button>
          {manages && (
            <>
              <Button size="small" type="primary" onClick={() => onAsked({ scan, how: 'accept' })}>
                {say('accept')}
              </Button>
              <Button size="small" onClick={() => onAsked({ scan, how: 'refuse' })}>
                {say('refuse')}
              </Button>
            </>
          )}
        </span>
      ),
    },
  ];
}

function RefuseModal({ scan, onClose }: { scan: WaitingScan; onClose: () => void }) {
  const say = useWords(ledgerWords);
  const kinds = useWords(consentWords);
  const { message } = App.useApp();
  return (
    <ReasonModal
      title={say('refuseTitle', { child: scan.childName, kind: kinds(scan.kind) })}
      confirm={say('refuse')}
      says={<p>{say('refuseSays')}</p>}
      presets={[say('preset_1'), say('preset_2'), say('preset_3')]}
      maxLength={300}
      run={({ reason }) => refusePaper(scan.scanId, reason)}
      onDone={() => void message.success(say('refused'))}
      onClose={onClose}
    />
  );
}
