import { expect, test } from '@jest/globals';
import { warningOf } from '../../../server/config.ts';

test.each(['http://kanwa.example.cn', 'http://192.168.20.5:3000', 'http://localhost.example.cn'])(
  '%s is warned of',
  (PUBLIC_URL) => {
    expect(warningOf({ PUBLIC_URL })).toContain('unprotected');
  },
);

test.each(['https://kanwa.example.cn', 'http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]', undefined])(
  '%s is not warned of',
  (PUBLIC_URL) => {
    expect(warningOf({ PUBLIC_URL })).toBeNull();
  },
);
