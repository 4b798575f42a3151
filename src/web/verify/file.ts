import file from './verify-journal.mjs?raw'

/** The verifier for one's own computer: a file that needs no other. */
export const loader = (): Response =>
  new Response(file, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'content-disposition': 'attachment; filename="verify-journal.mjs"',
    },
  })
