import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { isAlive, readCommandLine } from './process-table.ts'

/** Creates the data folder and proves that it can be written. @throws with one sentence for the operator */
export function prepareDataDir(dir: string): string {
  const absolute = path.resolve(dir)
  try {
    fs.mkdirSync(absolute, { recursive: true })
    const probe = path.join(absolute, `.write-probe-${process.pid}`)
    fs.writeFileSync(probe, '')
    fs.rmSync(probe)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error
    throw new Error(`The data folder ${absolute} cannot be written (${reason}): set POSTHORN_DATA_DIR to another.`)
  }
  return absolute
}

/** In its command line: an id that is another program's now (that of npm's own runner, in a container) locks nobody out. */
const SUPERVISOR = path.join('scripts', 'start.ts')

/** Keeps two Posthorns out of one data folder. Returns the release. @throws while the other one is alive */
export function lockDataDir(dir: string): () => void {
  const file = path.join(dir, 'supervisor.pid')
  const owner = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0
  if (owner > 0 && owner !== process.pid && isAlive(owner) && readCommandLine(owner).includes(SUPERVISOR)) {
    throw new Error(`Posthorn already runs on ${dir} (pid ${owner}): stop it first, or set POSTHORN_DATA_DIR.`)
  }
  fs.writeFileSync(file, String(process.pid))
  return () => fs.rmSync(file, { force: true })
}

/** A secret of this installation: made on first use, kept in the data folder for its owner only. */
export function readOrCreateSecret(dir: string, name: string, prefix = ''): string {
  const file = path.join(dir, name)
  try {
    fs.writeFileSync(file, `${prefix}${crypto.randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return fs.readFileSync(file, 'utf8').trim()
}
