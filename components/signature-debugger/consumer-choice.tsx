'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ComboBox } from '#components/ui/combo-box.tsx'
import { consumerQueries, NO_CONSUMER_FILTERS } from '#lib/queries/consumers.ts'

type ConsumerChoiceProps = { instanceId: string; value: string | null; onChange: (id: string | null) => void }

/** Picks a consumer by name or URL, searched on the server: there may be ten thousand. */
export function ConsumerChoice({ instanceId, value, onChange }: ConsumerChoiceProps) {
  const [search, setSearch] = useState('')
  const list = useInfiniteQuery({
    ...consumerQueries.list(instanceId, { ...NO_CONSUMER_FILTERS, search }),
    placeholderData: keepPreviousData,
  })
  const consumers = list.data?.pages.flatMap(({ data }) => data) ?? []
  return (
    <ComboBox
      label="Consumer"
      placeholder="Name or URL"
      options={consumers.map(({ id, description, url }) => ({ value: id, label: description || url, detail: url }))}
      value={value}
      onChange={onChange}
      onSearch={setSearch}
    />
  )
}
