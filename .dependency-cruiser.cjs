/**
 * Who may import whom (docs/ARCHITECTURE.md). One direction; nothing imports main, tests or tools.
 * test/house/rooms.test.ts runs this over the tree, and once over a planted forbidden import.
 */
const room = (name) => `^src/${name}/`
const node = { dependencyTypes: ['core'] }

const only = (name, ...allowed) => ({
  name: `${name}-imports`,
  comment: `${name} may import ${allowed.length ? allowed.join(', ') : 'nothing'} of our rooms`,
  severity: 'error',
  from: { path: room(name) },
  to: {
    path: '^src/',
    pathNot: [room(name), ...allowed.map((other) => (other.includes('/') ? `^src/${other}` : room(other)))],
  },
})

const packages = (name, ...allowed) => ({
  name: `${name}-packages`,
  comment: `${name} uses ${allowed.length ? allowed.join(', ') : 'no packages'}`,
  severity: 'error',
  from: { path: room(name) },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
    pathNot: allowed.map((pkg) => `node_modules/${pkg}(/|$)`),
  },
})

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      from: { path: '^src' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: { path: '^(src|test|bench|tools)' },
      to: { couldNotResolve: true, pathNot: '^(virtual:|\\+|\\./\\+types)' },
    },
    {
      name: 'nothing-imports-main',
      severity: 'error',
      from: { path: '^src/(?!main/)' },
      to: { path: '^(src/main|test|bench|tools)/' },
    },
    { name: 'main-imports-no-tests', severity: 'error', from: { path: '^src/' }, to: { path: '^(test|bench|tools)/' } },
    { name: 'core-has-no-node', severity: 'error', from: { path: room('core') }, to: node },
    only('core'),
    packages('core'),
    only('insight', 'core'),
    only('store', 'core'),
    packages('store', 'pg', '@types/pg'),
    only('actions', 'core', 'insight', 'store'),
    packages('actions'),
    only('channels', 'core'),
    packages('channels', 'nodemailer', '@types/nodemailer'),
    only('http', 'core', 'actions', 'channels', 'store/read/', 'store/database.ts'),
    packages('http', 'hono', '@hono/.*', 'zod'),
    only('web', 'core', 'actions', 'channels/web-form.ts', 'store/read/', 'store/database.ts'),
    only('jobs', 'core', 'insight', 'actions', 'channels', 'store/read/', 'store/write/', 'store/database.ts'),
    packages('jobs', 'graphile-worker'),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.react-router|build)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
}
