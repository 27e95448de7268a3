import { afterAll, describe, expect, it } from 'vitest'
import { prisma } from '#lib/db/client.ts'
import { formatId, parseId } from '#lib/domain/ids.ts'
import { createSource } from '#lib/domain/sources/create-source.ts'
import { hashSourceToken } from '#lib/domain/sources/source-token.ts'
import { logger } from '#lib/logger.ts'
import { ConsumerDirectory } from '#lib/worker/consumer-directory.ts'
import { createDatabase } from '#tests/support/database.ts'
import { SOURCE_SECRET, tokenOf } from '#tests/support/post-webhook.ts'
import { rootContext } from '#tests/support/root-context.ts'
import { insertInstance } from './fixtures.ts'

const { pool } = await createDatabase()
afterAll(() => prisma().$disconnect())

const ctx = rootContext()

describe('the directory of a worker', () => {
  it('is read whole though no known key opens the secret of one source', async () => {
    const instance = await insertInstance(pool)
    const add = () =>
      createSource(ctx, formatId('instance', instance.id), {
        name: 'test',
        type: 'svix',
        config: { secret: SOURCE_SECRET },
      })
    const [locked, fine] = [await add(), await add()]
    await pool.query('update source set config = set_byte(config, 1, 255 - get_byte(config, 1)) where id = $1', [
      parseId('source', locked.id),
    ])
    const directory = new ConsumerDirectory({ pool, log: logger(), now: Date.now, retrySchedule: [0] })
    await directory.reload()
    const configOf = async (url: string | null) => (await directory.source(hashSourceToken(tokenOf(url))))?.config
    expect(await configOf(locked.ingestUrl)).toBeNull()
    expect(await configOf(fine.ingestUrl)).toMatchObject({ secrets: [{ value: SOURCE_SECRET }] })
  })
})
