import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useEffect, useMemo } from 'react';
import type { WaitingScan } from '#contract/consents.ts';
import { readScan } from '../../features/consents/consents-api.ts';
import { consentWords } from '../../features/consents/words.ts';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { ledgerWords } from './words.ts';

/** The paper itself: a picture on the page, a PDF in a window of its own; either can be kept. */
export function ScanPicture({ scan }: { scan: WaitingScan }) {
  const scanned = useQuery({
    // Each reading is a recorded look: once while it is shown, whatever changes meanwhile, and again when it is opened again.
    queryKey: ['scan', scan.scanId],
    queryFn: () => readScan(scan.scanId),
    staleTime: 'static',
    gcTime: 0,
  });
  return <ReadState of={scanned}>{scanned.data && <Paper scan={scan} file={scanned.data} />}</ReadState>;
}

function Paper({ scan, file }: { scan: WaitingScan; file: Blob }) {
  const say = useWords(ledgerWords);
  const kinds = useWords(consentWords);
  const address = useAddressOf(file);
  const isPicture = scan.mediaType === 'image/jpeg';
  return (
    <>
      {isPicture && <img className="ad-scan" src={address} alt={kinds(scan.kind)} />}
      <div className="row">
        {!isPicture && (
          <>
            <span>{say('pdfSays')}</span>
            <a href={address} target="_blank" rel="noreferrer">
              {say('openPdf')}
            </a>
          </>
        )}
        <Button size="small" onClick={() => saveFile(file, `${scan.kind}.${isPicture ? 'jpg' : 'pdf'}`)}>
          {say('download')}
        </Button>
      </div>
    </>
  );
}

/** Made and given back with the page that shows it. */
function useAddressOf(file: Blob): string {
  const address = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return address;
}

/** Looks at a paper without deciding anything. */
export function ScanModal({ scan, onClose }: { scan: WaitingScan; onClose: () => void }) {
  const say = useWords(ledgerWords);
  const kinds = useWords(consentWords);
  const title = say('lookTitle', { child: scan.childName, kind: kinds(scan.kind) });
  return (
    <Modal open title={title} onCancel={onClose} footer={<Button onClick={onClose}>{say('close')}</Button>}>
      <ScanPicture scan={scan} />
    </Modal>
  );
}
