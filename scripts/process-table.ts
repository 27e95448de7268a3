import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

/** True while a process with this id exists (also when it belongs to somebody else, or is a zombie). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** True for a process that ended and that its parent has not collected yet (Linux; false elsewhere). */
export function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** The words a process was started with, or an empty text: tells our own children from a recycled id. */
export function readCommandLine(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return spawnSync('ps', ['-p', String(pid), '-o', 'command=']).stdout?.toString() ?? ''
  }
}
