import type { Room } from './collect-parts.ts'

/** Room for the files of all forms and pages together: beyond it they are asked to come again later. */
export const uploadRoom: Room = { most: 128 * 1024 * 1024, taken: 0 }
