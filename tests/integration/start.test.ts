import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { findFreePort } from '#scripts/ports.ts'

const folders: string[] = []
afterEach(() => Promise.all(folders.splice(0).map((folder) => fs.rm(folder, { recursive: true, force: true }))))

async function temporaryFolder() {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-start-'))
  folders.push(folder)
  return folder
}

/** Starts Posthorn with settings that it must refuse; resolves to its exit code and what it said. */
function start(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/run.mjs', 'start'], { env: { ...process.env, ...env } })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk
    })
    child.once('close', (code) => resolve({ code, said: said.trim() }))
  })
}

test('a port that is in use is named in one sentence and nothing is left behind', async () => {
  const folder = await temporaryFolder()
  const port = await findFreePort()
  const occupant = net.createServer().listen(port, '127.0.0.1')
  const result = await start({ PORT: String(port), POSTHORN_DATA_DIR: folder })
  await new Promise((resolve) => occupant.close(resolve))
  expect(result).toEqual({ code: 1, said: `Port ${port} on 127.0.0.1 is in use: set PORT to another.` })
  expect(await fs.readdir(folder)).toEqual([])
})

test('a data folder that cannot be written is named in one sentence', async () => {
  const folder = await temporaryFolder()
  const file = path.join(folder, 'a-file')
  await fs.writeFile(file, '')
  const { code, said } = await start({ PORT: '0', POSTHORN_DATA_DIR: path.join(file, 'data') })
  expect(code).toBe(1)
  expect(said).toMatch(/^The data folder .* cannot be written \(ENOTDIR\): set POSTHORN_DATA_DIR to another\.$/)
})

test('a wrong variable is named with the reason', async () => {
  const { code, said } = await start({ POSTHORN_RETENTION_DAYS: '1', POSTHORN_DATA_DIR: await temporaryFolder() })
  expect(code).toBe(1)
  expect(said).toMatch(/^Wrong configuration\. POSTHORN_RETENTION_DAYS: /)
})

test('a data folder whose owner was killed is taken over, also when its id is another program’s now', async () => {
  const folder = await temporaryFolder()
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'scripts/run.mjs'])
  await fs.writeFile(path.join(folder, 'supervisor.pid'), String(other.pid))
  const port = await findFreePort()
  const occupant = net.createServer().listen(port, '127.0.0.1')
  const { said } = await start({ PORT: String(port), POSTHORN_DATA_DIR: folder })
  other.kill('SIGKILL')
  await new Promise((resolve) => occupant.close(resolve))
  expect(said).toContain('is in use') // It got past the lock.
})

test('a data folder in use is refused, and taken over once its owner was killed', async () => {
  const folder = await temporaryFolder()
  const owner = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'scripts/start.ts'])
  await fs.writeFile(path.join(folder, 'supervisor.pid'), String(owner.pid))
  const port = await findFreePort()
  const occupant = net.createServer().listen(port, '127.0.0.1')
  const refused = await start({ PORT: String(port), POSTHORN_DATA_DIR: folder })
  const gone = new Promise((resolve) => owner.once('exit', resolve))
  owner.kill('SIGKILL')
  await gone
  const next = await start({ PORT: String(port), POSTHORN_DATA_DIR: folder })
  await new Promise((resolve) => occupant.close(resolve))
  expect(refused.said).toContain(`Posthorn already runs on ${folder} (pid ${owner.pid})`)
  expect(next.said).toContain('is in use') // It got past the lock.
})
