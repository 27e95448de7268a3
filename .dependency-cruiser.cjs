/** One folder, one rule: each layer names what it may import of ours; everything else of ours is forbidden. */
const OURS = '^(app|components|lib|prisma|scripts|tests)/'
const SCHEMAS = ['^lib/domain/[^/]+/schemas\\.ts$', '^lib/domain/schemas\\.ts$']
// Plain data without imports: what schemas are made from, and what pages share with verbs.
const SCHEMA_DATA = ['^lib/domain/sources/source-types\\.ts$', '^lib/domain/tls/certificate-warning\\.ts$']
// Pure rules that the engine and the schemas share: forms check them in the browser, where the engine cannot go.
const SHARED_RULES = ['^lib/engine/custom-header-rules\\.ts$']
const LOOSE = '^lib/[^/]+\\.ts$'
const ENGINE = '^lib/engine/index\\.ts$'
const FRAMEWORK = 'node_modules/(next|react|react-dom|next-auth|@tanstack)/'

const layer = (name, from, mayImport, except = []) => ({
  name: `layer-${name}`,
  severity: 'error',
  from: { path: from, pathNot: except },
  to: { path: OURS, pathNot: [from, ...mayImport] },
})
const ban = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } })

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { pathNot: 'lib/db/generated/' }, to: { circular: true } },
    layer('engine', '^lib/engine/', []),
    layer('db', '^lib/db/', [LOOSE]),
    layer('domain', '^lib/domain/', ['^lib/db/', ENGINE, ...SHARED_RULES, LOOSE]),
    layer('worker', '^lib/worker/', [ENGINE, '^lib/db/', '^lib/domain/', '^lib/api/core/', LOOSE]),
    layer('auth', '^lib/auth/', ['^lib/domain/', '^lib/db/', LOOSE]),
    layer(
      'api',
      '^lib/api/',
      [
        '^lib/auth/',
        '^lib/domain/(errors|context|roles|schemas|ids)\\.ts$',
        '^lib/domain/instances/instance-of-actor\\.ts$',
        '^lib/domain/[^/]+/(schemas|present-[^/]+)\\.ts$',
        LOOSE,
      ],
      ['^lib/api/core/'],
    ),
    // The pipeline and the handlers that front door and web share call verbs: docs/decisions/006.
    layer('api-core', '^lib/api/core/', ['^lib/(api|auth|domain)/', LOOSE]),
    layer('queries', '^lib/queries/', SCHEMAS),
    layer('components', '^components/', ['^lib/queries/', ...SCHEMAS, ...SCHEMA_DATA, '^lib/format\\.ts$']),
    // The cron route may run the dispatcher for a bounded time: the one way from a page into the worker.
    layer('app', '^app/', ['^components/', '^lib/(api|auth|domain|queries)/', LOOSE], ['^app/api/cron/']),
    layer('app-cron', '^app/api/cron/', ['^lib/(api|auth|domain)/', '^lib/worker/drain\\.ts$', LOOSE]),
    ban('engine-domain-worker-and-db-know-no-framework', '^lib/(engine|domain|worker|db)/', FRAMEWORK),
    ban('engine-knows-no-database', '^lib/engine/', 'node_modules/(@prisma|pg)/'),
    {
      name: 'schemas-run-everywhere',
      severity: 'error',
      from: { path: SCHEMAS },
      to: { pathNot: [...SCHEMAS, ...SCHEMA_DATA, ...SHARED_RULES, 'node_modules/zod/'] },
    },
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: '^tests/' }, to: { path: '^tests/' } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules|lib/db/generated' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
