import { fork } from 'node:child_process'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { z } from 'zod'

/** A process beside the caller's that does what it is asked, so that load and measurement keep event loops of their own. */
export interface AskedProcess<Question> {
  /** One question at a time. @throws when the process ends, or its answer is not what was expected */
  ask<Answer>(question: Question, answer: z.ZodType<Answer>): Promise<Answer>
  stop(): void
}

/** Starts a file that calls `answerQuestions`. */
export function startAskedProcess<Question extends object>(file: string): AskedProcess<Question> {
  const child = fork(file, { execArgv: ['--import', 'tsx'], serialization: 'advanced' })
  return {
    ask: (question, answer) =>
      new Promise((resolve, reject) => {
        const ended = () => reject(new Error(`${file} ended before it answered`))
        child.once('exit', ended)
        child.once('message', (value) => {
          child.off('exit', ended)
          const parsed = answer.safeParse(value)
          if (parsed.success) resolve(parsed.data)
          else reject(parsed.error)
        })
        child.send(question)
      }),
    stop: () => void child.kill(),
  }
}

/** Answers what the parent asks, in the order of the questions; ends with the parent. */
export function answerQuestions<Question>(
  question: z.ZodType<Question>,
  answer: (question: Question) => object | Promise<object>,
): void {
  let last = Promise.resolve()
  process.on('message', (value) => {
    last = last.then(async () => void process.send?.(await answer(question.parse(value))))
  })
  process.on('disconnect', () => process.exit(0))
}

/** Reads the longest time in ms that this process did not get to its next event, since the call before. */
export function watchEventLoop(): () => number {
  const delays = monitorEventLoopDelay({ resolution: 5 })
  delays.enable()
  return () => {
    const longest = delays.max / 1e6
    delays.reset()
    return longest
  }
}
