import type { Metadata } from 'next'
import { TasksPage } from '#components/tasks/tasks-page.tsx'

export const metadata: Metadata = { title: 'Tasks' }

export default async function Tasks({ params }: { params: Promise<{ instanceId: string }> }) {
  return <TasksPage {...(await params)} />
}
