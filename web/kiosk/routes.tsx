import { useEffect } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { useWords } from '../shared/words/book.ts';
import { DoorScreen } from './door-screen.tsx';
import { PairScreen } from './pair-screen.tsx';
import { kioskWords } from './words.ts';
import './kiosk.css';

/** The face of the screen at the entrance: signed in as nobody, it is known by a cookie that no script reads. */
export default function KioskFace() {
  const say = useWords(kioskWords);
  useEffect(() => {
    document.title = say('title');
  }, [say]);
  return (
    <Routes>
      <Route path="/kiosk/pair" element={<PairScreen />} />
      <Route path="/kiosk" element={<DoorScreen />} />
      <Route path="*" element={<Navigate to="/kiosk" replace />} />
    </Routes>
  );
}
