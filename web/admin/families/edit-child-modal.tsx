import { App, Form } from 'antd';
import type { ChildView, SiteView } from '#contract/people.ts';
import { saveChild } from '../../features/people/children-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { FormModal } from '../form-modal.tsx';
import { adminWords } from '../words.ts';
import { ChildFieldItems, type TypedChild } from './child-field-items.tsx';
import { familyWords } from './words.ts';

type Props = { child: ChildView; site: SiteView; onClose: () => void };

/** Changes what is known of a child; another room says that it counts from today, and what it ended. */
export function EditChildModal({ child, site, onClose }: Props) {
  const say = useWords(familyWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<TypedChild>();
  const classroomId = Form.useWatch('classroomId', form) as string | undefined;
  const isMoved = classroomId !== undefined && classroomId !== child.classroom?.classroomId;
  const save = ({ bornOn, nickname = '', ...fields }: TypedChild) =>
    saveChild(child.childId, { ...fields, nickname, bornOn: bornOn || null });
  return (
    <FormModal
      title={say('editTitle', { name: child.name })}
      confirm={common('save')}
      form={form}
      initial={fieldsOf(child)}
      run={save}
      onDone={({ endedViews }) =>
        void message.success(endedViews > 0 ? say('savedEnded', { n: endedViews }) : common('saved'))
      }
      onClose={onClose}
    >
      <ChildFieldItems site={site} />
      {isMoved && <p>{say(child.present ? 'moveSaysPresent' : 'moveSays')}</p>}
    </FormModal>
  );
}

function fieldsOf(child: ChildView): Partial<TypedChild> {
  const { name, nickname, bornOn, portrait, allergies, classroom, sessionKind, session } = child;
  return {
    ...{ name, nickname, portrait, allergies },
    ...(bornOn && { bornOn }),
    ...(classroom && { classroomId: classroom.classroomId }),
    sessionKind: sessionKind ?? 'full_day',
    weekdays: [1, 2, 3, 4, 5],
    ...session,
  };
}
