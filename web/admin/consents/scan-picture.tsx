import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { WaitingScan } from '#contract/consents.ts';
import { readScan } from '../../features/consents/consents-api.ts';
import { consentWords } from '../../features/consents/words.ts';
import { useWords } from '../../shared/words/book.ts';

/** The paper itself where it is a picture; a PDF is opened from the list. */
export function ScanPicture({ scan }: { scan: WaitingScan }) {
  const kinds = useWords(consentWords);
  const isPicture = scan.mediaType === 'image/jpeg';
  const { data } = useQuery({
    // Under a name of its own: each reading is a recorded look, and no event makes the picture another.
    queryKey: ['scan', scan.scanId],
    queryFn: () => readScan(scan.scanId),
    enabled: isPicture,
    staleTime: Infinity,
  });
  const address = useMemo(() => (data ? URL.createObjectURL(data) : null), [data]);
  useEffect(() => {
    if (address === null) return undefined;
    return () => URL.revokeObjectURL(address);
  }, [address]);
  return address ? <img className="ad-scan" src={address} alt={kinds(scan.kind)} /> : null;
}
