import { Form, Input, Select } from 'antd';
import { AREA_KINDS, FORBIDDEN_AREA_KINDS } from '#contract/cameras.ts';
import { useWords } from '../../shared/words/book.ts';
import { adminWords } from '../words.ts';
import { cameraWords } from './words.ts';

const FORBIDDEN: ReadonlySet<string> = new Set(FORBIDDEN_AREA_KINDS);

/** What the register says of a camera. Forbidden areas stand in the list with the law that forbids them, and cannot be chosen. */
export function RegisterFields() {
  const say = useWords(cameraWords);
  const common = useWords(adminWords);
  const lawful = {
    validator: (_: unknown, area: string) =>
      FORBIDDEN.has(area) ? Promise.reject(new Error(say('forbidden'))) : Promise.resolve(),
  };
  return (
    <>
      <Form.Item name="areaKind" label={say('area')} rules={[{ required: true, message: common('required') }, lawful]}>
        <Select
          options={[...AREA_KINDS, ...FORBIDDEN_AREA_KINDS].map((area) => ({
            value: area,
            label: say(`area_${area}`),
            ...(FORBIDDEN.has(area) && {
              disabled: true,
              title: say('forbidden'),
              label: say('areaForbidden', { area: say(`area_${area}`) }),
            }),
          }))}
        />
      </Form.Item>
      <Form.Item name="signage" label={say('signage')} extra={say('signageHint')}>
        <Input maxLength={200} placeholder={say('signagePlaceholder')} />
      </Form.Item>
      <Form.Item name="coverage" label={say('coverage')}>
        <Input maxLength={200} placeholder={say('coveragePlaceholder')} />
      </Form.Item>
    </>
  );
}
