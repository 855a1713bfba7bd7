import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { OwnChildConsents, OwnScan } from '#contract/consents.ts';
import { readOwnPaper } from '../../features/consents/consents-api.ts';
import { consentWords, dayOfPaper } from '../../features/consents/words.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ownConsentWords } from './words.ts';

/** What this guardian sent last of a kind, what became of it, and the paper itself when they ask for it. */
export function SentPaper({ child, kind }: { child: OwnChildConsents; kind: string }) {
  const say = useWords(ownConsentWords);
  const language = useLanguage();
  const [shown, setShown] = useState<string | null>(null);
  const [last] = child.scans.filter((scan) => scan.kind === kind);
  if (!last) return null;
  const date = dayOfPaper(last.uploadedAt, language, child.timeZone);
  const isShown = shown === last.scanId;
  return (
    <>
      <div className="row consent-acts">
        <p className="small">{say(`scan_${last.state}`, { date, why: last.refusedWhy ?? '' })}</p>
        <Button kind="quiet" aria-expanded={isShown} onClick={() => setShown(isShown ? null : last.scanId)}>
          {say(isShown ? 'paperHide' : 'paperLook')}
        </Button>
      </div>
      {isShown && <Paper scan={last} />}
    </>
  );
}

function Paper({ scan: { scanId, kind } }: { scan: OwnScan }) {
  const say = useWords(ownConsentWords);
  const kinds = useWords(consentWords);
  const language = useLanguage();
  // Each reading is a recorded look: once while it is shown, and again when it is opened again.
  const { data, error } = useQuery({
    queryKey: ['own-paper', scanId],
    queryFn: () => readOwnPaper(scanId),
    staleTime: 'static',
    gcTime: 0,
  });
  const address = useMemo(() => (data ? URL.createObjectURL(data) : null), [data]);
  useEffect(() => {
    if (address === null) return undefined;
    return () => URL.revokeObjectURL(address);
  }, [address]);
  if (error) return <p className="field-wrong">{errorSentence(error, language)}</p>;
  if (!data || address === null) return null;
  if (data.type === 'application/pdf')
    return (
      <a href={address} download={`${kind}.pdf`}>
        {say('paperSave')}
      </a>
    );
  return <img className="consent-paper" src={address} alt={kinds(kind)} />;
}
