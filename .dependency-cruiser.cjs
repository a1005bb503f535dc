/** Lowest first: a module may use only those before it, and only through their index.ts. */
const ORDER = [
  'people',
  'channels',
  'voices',
  'surveys',
  'improvements',
  'complaints',
  'dissatisfaction',
  'relations',
  'plans',
  'evidence',
];
const TEST = '\\.test\\.tsx?$';

const upward = ORDER.slice(0, -1).map((name, i) => ({
  name: `${name}-looks-only-down`,
  comment: 'Data flows one way: a module may use only the modules listed before it in ORDER.',
  severity: 'error',
  from: { path: `^src/modules/${name}/`, pathNot: TEST },
  to: { path: `^src/modules/(${ORDER.slice(i + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'no-cycles',
      comment: 'A cycle has no lowest file: nobody can read it from the bottom.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports is dead: delete it or wire it.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.(test|d)\\.tsx?$',
          '^src/(cli/main|server/serve|documents/typst-process|platform/files/image-process)\\.ts$',
          // What pages load by name: each is an entry of its own.
          '^src/portal/enhance/[^/]+\\.ts$',
          '^src/console/public/[^/]+\\.js$',
        ],
      },
      to: {},
    },
    {
      name: 'modules-by-their-door',
      comment: 'A module is entered through its index.ts (or its contract.ts), never through a file inside it.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: TEST },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/(index|contract)\\.ts$'] },
    },
    {
      name: 'outside-by-door-or-contract',
      comment: 'Server, portal and cli use doors and contracts.',
      severity: 'error',
      from: { path: '^src/(server|portal|cli)/', pathNot: TEST },
      to: { path: '^src/modules/', pathNot: '/(index|contract)\\.ts$' },
    },
    {
      name: 'console-knows-contracts-only',
      comment: 'The browser gets contracts, the pure Thai library and itself, never server code.',
      severity: 'error',
      from: { path: '^src/(console|portal/enhance)/' },
      to: { path: '^src/(modules|platform|server|documents|portal(?!/enhance))/', pathNot: '/contract\\.ts$' },
    },
    {
      name: 'contracts-are-pure',
      comment: 'A contract is shared with the browser: zod and other contracts only.',
      severity: 'error',
      from: { path: '/contract\\.ts$' },
      to: { pathNot: ['/contract\\.ts$', 'node_modules/zod'] },
    },
    {
      name: 'rules-do-no-io',
      comment: 'Rules are pure functions over data.',
      severity: 'error',
      from: { path: '/rules\\.ts$' },
      to: {
        path: [
          '/store\\.ts$',
          '/tables\\.ts$',
          'platform/(db|http|mail|files|jobs)',
          'node_modules/(kysely|pg|fastify)',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'platform-is-lowest',
      comment: 'Platform knows no domain word.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: TEST },
      to: { path: '^src/(?!platform/)' },
    },
    {
      name: 'thai-is-pure',
      comment: 'The Thai library imports nothing of ours and does no I/O.',
      severity: 'error',
      from: { path: '^src/thai/', pathNot: TEST },
      to: { path: ['^src/(?!thai/)', '^(node:)?(fs|net|http|child_process)'] },
    },
    {
      name: 'documents-are-low',
      comment: 'Documents take data and give bytes.',
      severity: 'error',
      from: { path: '^src/documents/', pathNot: TEST },
      to: { path: '^src/(?!documents/|thai/|platform/)' },
    },
    {
      name: 'features-stay-apart',
      comment: 'A console feature that needs another shares through components/ or lib/.',
      severity: 'error',
      from: { path: '^src/console/features/([^/]+)/' },
      to: { path: '^src/console/features/', pathNot: '^src/console/features/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.server.json' },
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default'], exportsFields: ['exports'] },
  },
};
