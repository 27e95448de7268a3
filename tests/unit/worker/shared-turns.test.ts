import { expect, test } from 'vitest'
import { SharedTurns } from '#lib/worker/shared-turns.ts'
import { settleDown } from '#tests/support/until.ts'

/** Work whose turns end when they are told to. */
function setUp() {
  const turns = new SharedTurns<string>()
  const open: { resolve: () => void; reject: (error: Error) => void }[] = []
  const work = () => new Promise<void>((resolve, reject) => open.push({ resolve, reject }))
  return { turns, open, work }
}

test('who asks while a turn is under way shares the one after it', async () => {
  const { turns, open, work } = setUp()
  const ended: string[] = []
  const ask = (name: string) => turns.run('key', work).then(() => ended.push(name))
  const asked = [ask('first'), ask('second'), ask('third')]
  expect(open).toHaveLength(1)
  open[0]?.resolve()
  await settleDown()
  expect(ended).toEqual(['first'])
  expect(open).toHaveLength(2)
  const fourth = ask('fourth')
  open[1]?.resolve()
  await Promise.all(asked)
  expect(ended).toEqual(['first', 'second', 'third'])
  await settleDown()
  open[2]?.resolve()
  await fourth
  expect(open).toHaveLength(3)
})

test('a turn that fails fails those who share it, and the next one runs all the same', async () => {
  const { turns, open, work } = setUp()
  const first = turns.run('key', work)
  const second = turns.run('key', work)
  open[0]?.reject(new Error('away'))
  await expect(first).rejects.toThrow('away')
  open[1]?.resolve()
  await second
})

test('turns of different keys do not wait for each other', () => {
  const { turns, open, work } = setUp()
  void turns.run('one', work)
  void turns.run('two', work)
  expect(open).toHaveLength(2)
})
