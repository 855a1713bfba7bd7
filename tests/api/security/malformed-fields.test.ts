import { testWrongFields } from '../../support/security-fields.ts';

testWrongFields((route) => !/\/admin\/(people|children|staff|sites)/.test(route));
