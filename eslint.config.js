import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const nodeGlobals = [
  'process',
  'console',
  'URL',
  'Buffer',
  'setTimeout',
  'setInterval',
  'clearTimeout',
  'WebAssembly',
  'performance',
  'fetch',
];

const importExtensions = {
  patterns: [
    {
      regex: String.raw`^\.\.?/(?!.*\.(ts|tsx|mjs|cjs|js|json|css|svg|png|jpg|woff2)(\?\w+)?$)`,
      message: 'A relative import names the file with its extension: Node runs these files as they are.',
    },
  ],
};

const environmentIsConfig = {
  'no-restricted-properties': [
    'error',
    {
      object: 'process',
      property: 'env',
      message: 'Only server/config.ts (and media/node-main.ts) read the environment.',
    },
  ],
  'no-restricted-imports': [
    'error',
    {
      ...importExtensions,
      paths: [
        { name: 'node:process', importNames: ['env'], message: 'Only server/config.ts reads the environment.' },
        { name: 'process', message: 'Use the global process.' },
      ],
    },
  ],
};

export default tseslint.config(
  { ignores: ['node_modules/', 'prisma/generated/', 'web/dist/', 'coverage/', '.data/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always'],
      complexity: ['error', 14],
      'max-depth': ['error', 4],
      'max-params': ['error', 5],
      'max-lines': ['error', { max: 300 }],
      'no-restricted-imports': ['error', importExtensions],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Interfaces of Node and Express are full of methods that may be passed on.
      '@typescript-eslint/unbound-method': 'off',
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['server/**/*.ts', 'media/**/*.ts'],
    rules: { 'no-console': 'error', ...environmentIsConfig },
  },
  { files: ['server/config.ts', 'media/node-main.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['web/**/*.{ts,tsx}'],
    extends: [jsxA11y.flatConfigs.recommended, reactHooks.configs.flat['recommended-latest']],
    rules: environmentIsConfig,
  },
  {
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      // A test tells one story from start to end; its length is the story's.
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries([...nodeGlobals, 'module', '__dirname'].map((name) => [name, 'readonly'])),
    },
  },
);
