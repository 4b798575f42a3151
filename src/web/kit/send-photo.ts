import { uploadPath } from './photo-names.ts'

export type SentPhoto =
  | { readonly ok: true; readonly key: string; readonly thumb: string | null }
  /** Words in the page's language; undefined where the network failed. */
  | { readonly ok: false; readonly problem: string | undefined }

/** Sends one file in the browser, telling how far it is: only the older of the two interfaces does that for uploads. */
export function sendPhoto(file: File, onPercent: (percent: number) => void): Promise<SentPhoto> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', uploadPath)
    request.responseType = 'json'
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => onPercent(Math.round((100 * loaded) / total)))
    for (const ending of ['error', 'abort', 'timeout'] as const) {
      request.addEventListener(ending, () => resolve({ ok: false, problem: undefined }))
    }
    request.addEventListener('load', () => {
      const answer = request.response as { key?: string; thumb?: string | null; problem?: string } | null
      if (typeof answer?.key === 'string') resolve({ ok: true, key: answer.key, thumb: answer.thumb ?? null })
      else resolve({ ok: false, problem: answer?.problem })
    })
    request.send(file)
  })
}
