/** Patches for the organisation file, made from the file as it is now and kept in a folder; the file itself is its owner's. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type ContactChange, contactPatch } from './contactPatch.ts';

/** `not-kept`: the file could not be read, or the patch not be written. */
type Patched = { patch: string; file: string } | { fault: 'nothing' | 'unknown' | 'by-hand' | 'not-kept' };

/** `file`: the organisation file. A contact is a person's id or `support:` and a vendor's. */
export function patchesFor(file: string, folder: string) {
  return {
    async make(contact: string, change: ContactChange, at: string): Promise<Patched> {
      const [kind, vendor = ''] = contact.split(':');
      const entry = kind === 'support' ? { support: vendor } : { person: contact };
      try {
        const made = contactPatch(readFileSync(file, 'utf8'), basename(file), entry, change);
        if ('fault' in made) return made;
        mkdirSync(folder, { recursive: true });
        const safe = contact.replace(/[^\w-]+/g, '-');
        const path = join(folder, `${at.slice(0, 19).replaceAll(':', '')}Z-${safe}.patch`);
        writeFileSync(path, made.patch);
        return { patch: made.patch, file: path };
      } catch {
        return { fault: 'not-kept' };
      }
    },
  };
}
