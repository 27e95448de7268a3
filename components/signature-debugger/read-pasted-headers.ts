import * as z from '#lib/queries/shape.ts'

const jsonHeaders = z.record(z.string(), z.union([z.string(), z.array(z.string()).transform((all) => all.join(' '))]))

/**
 * Headers out of whatever was at hand: `name: value` lines, as `curl -v` prints them (`> name: value`), `-H` options of a
 * curl command, or a JSON object of a log. What is none of these is left out.
 */
export function readPastedHeaders(text: string): Record<string, string> {
  return readJson(text) ?? Object.fromEntries([...lines(text)].flatMap(readLine))
}

function readJson(text: string): Record<string, string> | null {
  try {
    const parsed = jsonHeaders.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** The values of `-H` options where there are some, else the lines. */
function lines(text: string): string[] {
  const options = [...text.matchAll(/(?:-H|--header)[ =](['"])(.*?)\1/g)].map(([, , header]) => header ?? '')
  return options.length > 0 ? options : text.split(/\r?\n/)
}

function readLine(line: string): [string, string][] {
  const found = /^[<>*\s]*["']?([A-Za-z0-9!#$%&'*+.^_`|~-]+?)["']?\s*[:=]\s*(.*?)\s*$/.exec(line)
  const [, name, value] = found ?? []
  if (name === undefined || value === undefined) return []
  return [[name.toLowerCase(), value.replace(/^["']|["'],?$/g, '')]]
}
