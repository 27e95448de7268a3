import { expect, test } from 'vitest'
import { marksOf } from '#components/overview/marks-of.ts'

const BUCKET_SECONDS = 300
const START = Date.UTC(2026, 10, 29, 12)
const minutes = (count: number) => new Date(START + count * 60_000).toISOString()
const activity = {
  bucketSeconds: BUCKET_SECONDS,
  buckets: Array.from({ length: 72 }, (_, index) => ({ at: minutes(index * 5) })),
}
const began = (at: number) => ({ at: minutes(at), text: `began at ${at}` })

test('incidents stand at the bar in which they began, two at most, the newest first', () => {
  expect(marksOf([began(351), began(180), began(2)], activity)).toEqual([
    { barId: minutes(350), text: 'began at 351' },
    { barId: minutes(180), text: 'began at 180' },
  ])
})

test('of incidents whose labels would lie over each other only the newest is shown', () => {
  expect(marksOf([began(351), began(340), began(349), began(20)], activity)).toEqual([
    { barId: minutes(350), text: 'began at 351' },
    { barId: minutes(20), text: 'began at 20' },
  ])
})

test('an incident from before the chart takes nobody’s place', () => {
  expect(marksOf([began(-10), began(3)], activity)).toEqual([{ barId: minutes(0), text: 'began at 3' }])
})
