'use client'
import { useEffect, useRef } from 'react'
import type { TaskView } from '#lib/queries/tasks.ts'

/**
 * Calls back once for each task that was seen running and has ended since. What it returns takes the id of one that is
 * known to run, should it end before it is seen.
 */
export function useEndedTasks<T extends TaskView>(tasks: readonly T[], onEnd: (task: T) => void) {
  const seen = useRef(new Set<string>())
  useEffect(() => {
    for (const task of tasks) {
      if (task.status === 'running') seen.current.add(task.id)
      else if (seen.current.delete(task.id)) onEnd(task)
    }
  })
  return (id: string) => void seen.current.add(id)
}
