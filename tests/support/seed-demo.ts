import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { RunningPosthorn } from './posthorn.ts'

/** Makes the demo instance in a running program. @throws Error with what the seed printed */
export async function seedDemo(posthorn: Pick<RunningPosthorn, 'databaseUrl' | 'dataDir'>): Promise<void> {
  const secret = (await fs.readFile(path.join(posthorn.dataDir, 'secret'), 'utf8')).trim()
  const child = spawn(process.execPath, ['--import', 'tsx', 'prisma/seed.ts'], {
    env: { ...process.env, DATABASE_URL: await posthorn.databaseUrl(), POSTHORN_SECRET: secret },
  })
  let printed = ''
  child.stdout.on('data', (chunk) => (printed += chunk))
  child.stderr.on('data', (chunk) => (printed += chunk))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`The demo instance could not be made:\n${printed}`)
}
