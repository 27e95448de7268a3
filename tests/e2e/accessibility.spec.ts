import AxeBuilder from '@axe-core/playwright'
import { z } from 'zod'
import { expect, test } from './support/dashboard.ts'

const consumerSchema = z.object({ id: z.string() })
const messageSchema = z.object({ id: z.string() })

for (const theme of ['light', 'dark'] as const) {
  for (const width of [360, 1440]) {
    test(`every page of consumers, logs and event types passes axe in the ${theme} theme at ${width} px`, async ({
      dashboard,
      api,
      instance,
      receiver,
    }) => {
      test.slow()
      await dashboard.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await dashboard.setViewportSize({ width, height: 900 })
      const headers = { 'x-instance-id': instance.id }
      await api('POST', '/api/v1/event-type', { name: 'invoice.paid', description: 'An invoice was paid' }, headers)
      receiver.behave({ status: 401, headers: { 'www-authenticate': 'Bearer' } })
      const fields = {
        url: `${receiver.url}/t2k`,
        description: 'T2K mirror',
        filterTypes: ['invoice.paid'],
        channels: ['region:us'],
      }
      const consumer = consumerSchema.parse(await api('POST', `/api/v1/app/${instance.id}/endpoint`, fields))
      const event = { eventType: 'invoice.paid', channels: ['region:us'], payload: { id: '1' } }
      const message = messageSchema.parse(await api('POST', `/api/v1/app/${instance.id}/msg`, event))
      await receiver.waitFor(1)
      const page = `/${instance.id}/consumers/${consumer.id}`
      const pages = [
        `/${instance.id}/consumers`,
        `/${instance.id}/consumers/add`,
        `${page}/edit`,
        page,
        `${page}?tab=testing`,
        `${page}?tab=verify`,
        `${page}?tab=advanced`,
        `/${instance.id}/logs`,
        `/${instance.id}/logs/${message.id}`,
        `/${instance.id}/event-types`,
        `/${instance.id}/event-types/invoice.paid`,
      ]
      const problems: string[] = []
      for (const path of pages) {
        await dashboard.goto(path)
        await expect(dashboard.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(dashboard.locator('[data-skeleton], .animate-skeleton')).toHaveCount(0)
        const { violations } = await new AxeBuilder({ page: dashboard }).analyze()
        problems.push(
          ...violations.map(({ id, nodes }) => `${path}: ${id} at ${nodes.map(({ target }) => target).join(', ')}`),
        )
        const overflow = await dashboard.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        if (overflow > 0) problems.push(`${path}: scrolls sideways by ${overflow} px`)
      }
      expect(problems).toEqual([])
    })
  }
}
