import { Alert } from 'antd';
import { Link } from 'react-router';
import { useMe } from '../../shared/session.ts';
import { useWords } from '../../shared/words/book.ts';
import { ownAccountWords } from './words.ts';

/** Where the second step is offered and not required: says that this administrator goes without. */
export function FactorNotice() {
  const say = useWords(ownAccountWords);
  if (useMe().secondFactor !== 'not-needed') return null;
  return <Alert type="warning" showIcon title={say('isOff')} action={<Link to="/a/account">{say('setUp')}</Link>} />;
}
