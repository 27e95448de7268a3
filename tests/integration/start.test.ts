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

/** A port that something else listens on until `free`. */
async function occupiedPort() {
  const port = await findFreePort()
  const occupant = net.createServer().listen(port, '127.0.0.1')
  return { port: String(port), free: () => new Promise((resolve) => occupant.close(resolve)) }
}

/** A data folder that names a living process as its owner, with `program` in its command line. */
async function folderOfLiving(program: string) {
  const folder = await temporaryFolder()
  const owner = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', program])
  await fs.writeFile(path.join(folder, 'supervisor.pid'), String(owner.pid))
  return { folder, owner }
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
  const { port, free } = await occupiedPort()
  const result = await start({ PORT: port, POSTHORN_DATA_DIR: folder })
  await free()
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
  const { folder, owner } = await folderOfLiving('scripts/run.mjs')
  const { port, free } = await occupiedPort()
  const { said } = await start({ PORT: port, POSTHORN_DATA_DIR: folder })
  owner.kill('SIGKILL')
  await free()
  expect(said).toContain('is in use') // It got past the lock.
})

test('a data folder in use is refused, and taken over once its owner was killed', async () => {
  const { folder, owner } = await folderOfLiving('scripts/start.ts')
  const { port, free } = await occupiedPort()
  const refused = await start({ PORT: port, POSTHORN_DATA_DIR: folder })
  const gone = new Promise((resolve) => owner.once('exit', resolve))
  owner.kill('SIGKILL')
  await gone
  const next = await start({ PORT: port, POSTHORN_DATA_DIR: folder })
  await free()
  expect(refused.said).toContain(`Posthorn already runs on ${folder} (pid ${owner.pid})`)
  expect(next.said).toContain('is in use') // It got past the lock.
})
