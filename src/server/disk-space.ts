import { statfs } from 'node:fs/promises';

/** Bytes that this process may still write where `folder` lies; null when the system does not say. */
export async function readDiskFreeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
