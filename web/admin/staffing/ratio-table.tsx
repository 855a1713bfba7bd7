import type { RoomHistory } from '#contract/staffing.ts';
import { ratioOf } from '../../features/staffing/ratio-shape.ts';
import { clock } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { rounded } from './ratio-sentence.ts';
import { staffingWords } from './words.ts';

/** The figures behind the plot: a line for each change of them. */
export function RatioTable({ history: { steps, ratio, isRecorded, timeZone } }: { history: RoomHistory }) {
  const say = useWords(staffingWords);
  const said = (step: RoomHistory['steps'][number]) => {
    const of = ratioOf(step);
    if (step.children === 0 || !isRecorded) return '–';
    return Number.isFinite(of) ? `1:${rounded(of)}` : say('noCaregiver');
  };
  return (
    <div className="st-table">
      <table>
        <thead>
          <tr>
            {(['time', 'children', 'staff', 'ratio', 'over'] as const).map((column) => (
              <th key={column} scope="col">
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.at}>
              <th scope="row">{clock(step.at, timeZone)}</th>
              <td>{step.children}</td>
              <td>{step.staff}</td>
              <td>{said(step)}</td>
              <td>{isRecorded && ratioOf(step) > ratio.limit ? say('over') : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
