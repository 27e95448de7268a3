'use client'
import { MutationCache, notifyManager, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import { RequestError } from '#lib/queries/request-json.ts'

// By default a task later: a switch fell back for that long after it was pressed, before it showed what is being saved.
notifyManager.setScheduler(queueMicrotask)

/** What every dashboard page stands on: the query cache and the state in the address. `door`: where one gets in. */
export function Providers({ door, children }: { door: '/sign-in' | '/portal'; children: ReactNode }) {
  const [client] = useState(() => makeClient(door))
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>{children}</NuqsAdapter>
    </QueryClientProvider>
  )
}

function makeClient(door: string): QueryClient {
  const onError = (error: Error) => toDoor(error, door)
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 2000,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof RequestError && error.status >= 400 && error.status < 500),
      },
    },
  })
}

/** A session that has ended: to where one gets in, and from there back to this very page. */
function toDoor(error: Error, door: string) {
  if (!(error instanceof RequestError && error.status === 401)) return
  location.assign(`${door}?${new URLSearchParams({ next: `${location.pathname}${location.search}` })}`)
}
