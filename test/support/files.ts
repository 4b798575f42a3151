import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { App } from '../../src/actions/app.ts'
import { createImages } from '../../src/insight/file/picture.ts'
import { createFileFolder, fileFolders, type FileFolders } from '../../src/store/files/file-folder.ts'
import { temporaryBase } from './temporary-base.ts'

/** A place for files that goes with its test file. */
export function temporaryFiles(): App['files'] & { readonly folders: FileFolders } {
  const folder = mkdtempSync(join(temporaryBase(), 'open12345-files-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const folders = fileFolders(folder)
  return { images: createImages(), folder: createFileFolder(folders), folders }
}
