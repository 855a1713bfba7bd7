import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { FindPanel } from './find-panel.tsx';
import { findWords } from './words.ts';
import './find.css';

/** Ctrl K: to anybody or anything by its name. */
export function Find() {
  const say = useWords(findWords);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault(); // the browser's own search bar
      setOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button type="button" className="fi-open" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="search" size={16} />
        <span>{say('hint')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <Modal
        open={isOpen}
        title={say('hint')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
        width={620}
      >
        <FindPanel onGone={() => setOpen(false)} />
      </Modal>
    </>
  );
}
