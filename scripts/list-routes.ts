import fs from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Folders whose route files are part of the described API. */
const ROOTS = ['app/api/v1', 'app/api/codat', 'app/api/health', 'app/ingest/api']
const TARGET = 'app/api/openapi/route-modules.ts'

/** Every route file of the API, sorted. */
export function findRouteFiles(): string[] {
  return ROOTS.filter((root) => fs.existsSync(root))
    .flatMap((root) => fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => `${root}/${file}`))
    .filter((file) => file.endsWith('/route.ts'))
    .sort()
}

/** The module that imports them all: the description of the API is made from it. */
export function routeModulesSource(files: readonly string[]): string {
  const imports = files.map(
    (file, index) => `import * as r${index} from '${file.replace(/^app\/api\//, '../').replace(/^app\//, '../../')}'`,
  )
  const names = files.map((_, index) => `  r${index},`)
  return [
    '// Written by `npx tsx scripts/list-routes.ts` from the route files that exist; a test holds both equal.',
    ...imports,
    '',
    '/** Every module with routes of the described API. */',
    'export const ROUTE_MODULES: readonly object[] = [',
    ...names,
    ']',
    '',
  ].join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  fs.mkdirSync('app/api/openapi', { recursive: true })
  fs.writeFileSync(TARGET, routeModulesSource(findRouteFiles()))
}
