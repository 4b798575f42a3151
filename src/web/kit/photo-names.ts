/** Names of the photo field's controls. */
export const photosField = 'photos'
/** A file that was sent before and waits, by its key. */
export const stagedField = 'staged'
export const removeField = 'remove'

export const uploadPath = '/files'
export const stagedThumbPath = (key: string): string => `/files/staged/${key}`
export const photoPath = (number: string, ordinal: number): string => `/files/${number}/${ordinal}`
export const photoThumbPath = (number: string, ordinal: number): string => `${photoPath(number, ordinal)}?thumb`
