'use client'
import { useQuery } from '@tanstack/react-query'
import Check from 'lucide-react/icons/check'
import Plus from 'lucide-react/icons/plus'
import { usePathname, useRouter } from 'next/navigation'
import { type RefObject, useDeferredValue, useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { shortenId } from '#lib/format.ts'
import { instanceQueries } from '#lib/queries/instances.ts'
import type { InstanceItem } from '#lib/queries/schemas.ts'
import { ChoiceList } from './choice-list.tsx'
import { useCan } from './permissions.tsx'

type InstanceListProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  triggerRef: RefObject<HTMLButtonElement | null>
  current: InstanceItem
  onNew: () => void
}

/** What the instance switcher opens: the client ID, a search, the instances, a new one. */
export function InstanceList({ isOpen, onOpenChange, triggerRef, current, onNew }: InstanceListProps) {
  const mayCreate = useCan('instance:create')
  const close = () => onOpenChange(false)
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      triggerRef={triggerRef}
      placement="bottom start"
      className="w-72"
    >
      <Dialog aria-label="Instances" className="flex min-h-0 flex-col outline-none">
        <div className="border-line border-b px-3 py-2">
          <span className="text-ink-3 text-xs">Client ID of {current.name}</span>
          <span className="flex items-center gap-1">
            <span className="mono min-w-0 flex-1 truncate">{current.id}</span>
            <CopyButton value={current.id} label="client ID" />
          </span>
        </div>
        <Choice current={current} onChosen={close} />
        {mayCreate && (
          <div className="border-line border-t p-1.5">
            <Button
              variant="quiet"
              block
              icon={<Plus />}
              onPress={() => {
                close()
                onNew()
              }}
            >
              New instance…
            </Button>
          </div>
        )}
      </Dialog>
    </Popover>
  )
}

/** Goes to the same section of another instance. */
function Choice({ current, onChosen }: { current: InstanceItem; onChosen: () => void }) {
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const { data, isFetching } = useQuery(instanceQueries.named(asked))
  const section = usePathname().split('/')[2] ?? 'consumers'
  const router = useRouter()
  return (
    <ChoiceList
      isDense
      label="Search instances"
      placeholder="Name, uid or client ID"
      text={text}
      onTextChange={setText}
      entries={data?.data ?? [current]}
      mayGiveWay={() => isFetching || asked !== text.trim()}
      onChoose={({ id }) => {
        onChosen()
        if (id !== current.id) router.push(`/${id}/${section}`)
      }}
      empty={<p className="px-2 py-4 text-center text-ink-3">No instance is called that.</p>}
    >
      {(instance) => (
        <>
          <span className="min-w-0 flex-1 py-1">
            <span className="block truncate">{instance.name}</span>
            <span className="mono block truncate text-2xs text-ink-3">{instance.uid ?? shortenId(instance.id)}</span>
          </span>
          {instance.id === current.id && <Check aria-label="current" className="size-4 shrink-0 text-accent-text" />}
        </>
      )}
    </ChoiceList>
  )
}
