import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Only the owner reads what lies outside the database. */
export const PRIVATE_FOLDER = 0o700
export const PRIVATE_FILE = 0o600

/** Appends and returns when the disk has it. A crash leaves a torn tail at most, which every reader passes over. */
export function appendDurably(file: string, bytes: Buffer, at?: number): void {
  const descriptor = openSync(file, at === undefined ? 'a' : openFlag(file), PRIVATE_FILE)
  try {
    let written = 0
    while (written < bytes.length) {
      written += writeSync(descriptor, bytes, written, bytes.length - written, at === undefined ? null : at + written)
    }
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** `r+` does not make a file, and `a` does not write at a position. */
function openFlag(file: string): string {
  closeSync(openSync(file, 'a', PRIVATE_FILE))
  return 'r+'
}

/** A new file's name lies in its folder, which has to reach the disk too. */
export function syncFolderOf(file: string): void {
  const descriptor = openSync(dirname(file), 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
