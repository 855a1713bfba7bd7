import { useEffect } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { useWords } from '../shared/words/book.ts';
import { PairScreen } from './pair-screen.tsx';
import { TabletOrStaff } from './tablet-or-staff.tsx';
import { caregiverWords } from './words.ts';

/** The caregiver's face: the room, and the page that makes this browser the room's tablet. */
export default function CaregiverFace() {
  const say = useWords(caregiverWords);
  useEffect(() => {
    document.title = say('title');
  }, [say]);
  return (
    <Routes>
      <Route path="/tablet/pair" element={<PairScreen />} />
      <Route path="/t" element={<TabletOrStaff />} />
      <Route path="*" element={<Navigate to="/t" replace />} />
    </Routes>
  );
}
