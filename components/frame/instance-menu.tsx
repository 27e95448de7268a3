'use client'
import dynamic from 'next/dynamic'
import { InstanceButton } from '#components/layout/instance-button.tsx'
import { usePopoverTrigger } from '#components/ui/popover-trigger.ts'
import { whenOpened } from '#components/ui/when-opened.tsx'
import type { InstanceItem } from '#lib/queries/schemas.ts'
import { useRememberInstance } from './use-remember-instance.ts'

const load = () => import('./instance-list.tsx')
const InstanceList = whenOpened(dynamic(() => load().then((module) => module.InstanceList), { loading: () => null }))

/** Which instance one works in; the others, the client ID to copy, a new one. */
export function InstanceMenu({ current, onNew }: { current: InstanceItem; onNew: () => void }) {
  const { isOpen, setOpen, ref, attributes } = usePopoverTrigger('dialog', load)
  useRememberInstance(current.id)
  return (
    <>
      <InstanceButton name={current.name} id={current.id} {...attributes} />
      <InstanceList isOpen={isOpen} onOpenChange={setOpen} triggerRef={ref} current={current} onNew={onNew} />
    </>
  )
}
