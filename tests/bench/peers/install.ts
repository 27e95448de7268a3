import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const FOLDER = path.resolve('tests/bench/peers')

/** Installs what only benches need, once. @throws Error when npm cannot */
export function installPeers(): void {
  if (fs.existsSync(path.join(FOLDER, 'node_modules/.package-lock.json'))) return
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: FOLDER, stdio: 'inherit' })
  if (status !== 0) throw new Error('The packages of tests/bench/peers could not be installed.')
}
