import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PageCases } from './page-cases.ts'

const FOLDER = path.resolve('lib/queries')
/** They carry out what the others ask for. */
const NO_READERS = ['request-json.ts', 'schemas.ts', 'shape.ts']
const READS = /\b(requestJson|queryOptions|infiniteQueryOptions|EventSource)\b/

/**
 * What a page reads by (`overviewQueries.activity`, `firstStepsQuery`, `revealSecret`) and no case asks for. What only
 * changes something names its method, and is not among them.
 */
export async function readersWithoutCase(cases: PageCases): Promise<string[]> {
  return (await pageReaders()).filter((reader) => !(reader in cases))
}

async function pageReaders(): Promise<string[]> {
  const files = fs.readdirSync(FOLDER).filter((name) => !NO_READERS.includes(name))
  const modules = await Promise.all(files.map((name) => import(pathToFileURL(path.join(FOLDER, name)).href)))
  return modules.flatMap((module: Record<string, unknown>) => Object.entries(module).flatMap(readersOf))
}

function readersOf([name, value]: [string, unknown]): string[] {
  if (name.endsWith('Queries') && typeof value === 'object' && value !== null)
    return Object.keys(value)
      .filter((member) => member !== 'key')
      .map((member) => `${name}.${member}`)
  if (typeof value !== 'function') return []
  const text = String(value)
  return READS.test(text) && !/\bmethod:/.test(text) ? [name] : []
}
