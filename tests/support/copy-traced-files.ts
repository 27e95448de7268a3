import fs from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

const NEXT = 'node_modules/next'
const trace = z.object({ files: z.array(z.string()) })
const built = z.object({ config: z.looseObject({}) })

/**
 * Copies into `dir` what a host that ships traced files only would get: the build in `.next`, and of the rest what its
 * traces name. Beside it a program that serves it on PORT, with the host's own Next. Resolves to the program.
 */
export async function copyTracedFiles(dir: string): Promise<string> {
  const copy = (name: string) => fs.cp(name, path.join(dir, name), { recursive: true, verbatimSymlinks: true })
  for (const name of await fs.readdir('.next')) if (name !== 'cache') await copy(path.join('.next', name))
  for (const name of await tracedOutside('.next')) await copy(name)
  await fs.symlink(path.resolve(NEXT), path.join(dir, NEXT))
  const { config } = built.parse(JSON.parse(await fs.readFile('.next/required-server-files.json', 'utf8')))
  const program = path.join(dir, 'server.cjs')
  await fs.writeFile(
    program,
    `const config = ${JSON.stringify(config)}
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config)
const { startServer } = require('next/dist/server/lib/start-server')
startServer({ dir: __dirname, isDev: false, config, hostname: '127.0.0.1', port: Number(process.env.PORT), allowRetry: false })
`,
  )
  return program
}

/** What the routes of a build need besides it and Next. */
async function tracedOutside(build: string): Promise<Set<string>> {
  const files = new Set<string>()
  for (const name of await fs.readdir(path.join(build, 'server/app'), { recursive: true })) {
    if (!name.endsWith('.nft.json')) continue
    const file = path.join(build, 'server/app', name)
    for (const traced of trace.parse(JSON.parse(await fs.readFile(file, 'utf8'))).files) {
      const needed = path.join(path.dirname(file), traced)
      if (!needed.startsWith(`${build}/`) && !needed.startsWith(`${NEXT}/`)) files.add(needed)
    }
  }
  return files
}
