import { Button } from '#components/ui/button.tsx'
import { ProgressBar } from '#components/ui/progress-bar.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { formatCount } from '#lib/format.ts'

type SearchProgressProps = {
  isOn: boolean
  searched: number
  searchedTo: string | null
  share: number
  canGoOn: boolean
  searchOlder: () => void
  stop: () => void
}

/** How far a search of the log got: messages looked at, back to when, and stop or go on. */
export function SearchProgress({ isOn, searched, searchedTo, share, canGoOn, searchOlder, stop }: SearchProgressProps) {
  if (!isOn && !canGoOn) return null
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-sm border border-line bg-surface px-4 py-2">
      {isOn && (
        <div className="w-40">
          <ProgressBar label="Searching the log" value={share} />
        </div>
      )}
      <span role="status" className="text-ink-2">
        {isOn ? 'Searching: ' : 'Searched '}
        {formatCount(searched, 'message')}
        {searchedTo !== null && (
          <>
            , back to <RelativeTime at={searchedTo} />
          </>
        )}
      </span>
      <span className="ml-auto">
        {isOn ? <Button onPress={stop}>Stop</Button> : <Button onPress={searchOlder}>Search older</Button>}
      </span>
    </div>
  )
}
