import { App, Button, Drawer } from 'antd';
import { useState } from 'react';
import { useWords } from '../../shared/words/book.ts';
import { adminWords } from '../words.ts';
import { SiteForm } from './site-form.tsx';
import { siteWords } from './words.ts';

/** The button for a new site with its form; `isFirst` where there is nothing else to do. */
export function AddSite({ onAdded, isFirst = false }: { onAdded: (siteId: string) => void; isFirst?: boolean }) {
  const say = useWords(siteWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [adding, setAdding] = useState(false);
  const added = ({ siteId }: { siteId: string }) => {
    void message.success(common('saved'));
    setAdding(false);
    onAdded(siteId);
  };
  return (
    <>
      <Button type={isFirst ? 'primary' : 'default'} onClick={() => setAdding(true)}>
        {say('addSite')}
      </Button>
      {adding && (
        <Drawer open title={say('addSite')} size={560} onClose={() => setAdding(false)}>
          <SiteForm site={null} onSaved={added} />
        </Drawer>
      )}
    </>
  );
}
