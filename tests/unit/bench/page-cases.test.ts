import { expect, it } from 'vitest'
import { pageCases } from '../../bench/page-cases.ts'
import { readersWithoutCase } from '../../bench/page-readers.ts'

const subject = {
  instance: 'app_1',
  busy: 'ep_1',
  other: 'ep_2',
  message: 'msg_1',
  attempt: 'atmpt_1',
  source: 'src_1',
  alertEndpoint: 'ep_3',
  company: 'comp_1',
  companyExternalId: 'firm-1',
}

it('everything that a page reads is timed by the bench of the pages', async () => {
  expect(await readersWithoutCase(pageCases(subject))).toEqual([])
})

it('a reader that the bench does not know is named', async () => {
  const { 'overviewQueries.activity': _, revealSecret: __, ...rest } = pageCases(subject)
  expect(await readersWithoutCase(rest)).toEqual(['revealSecret', 'overviewQueries.activity'])
})
