import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, describe, expect, test } from 'vitest';
import { archiveOf, checksums } from './archive.mjs';

const text = (value: string) => new TextEncoder().encode(value);
const files = { 'b/Z.txt': text('abc'), 'b/a.txt': text(''), 'A.txt': text('long '.repeat(1000)) };
const TIME = new Date('2026-03-29T01:30:00Z');
const zone = process.env.TZ;
const hasUnzip = spawnSync('unzip', ['-v']).status === 0;

afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('checksums', () => {
  test('are lines for sha256sum, in the order of the names', () => {
    const lines = checksums(files).split('\n');
    // The digests of "" and "abc": FIPS 180-4's examples.
    expect(lines[1]).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b/Z.txt');
    expect(lines[2]).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b/a.txt');
    expect(lines.map((line) => line.slice(66))).toEqual(['A.txt', 'b/Z.txt', 'b/a.txt', '']);
  });
});

describe('an archive', () => {
  test('holds what was put in, in one folder', () => {
    expect(unzipSync(archiveOf('name-1', files, TIME))).toEqual({
      'name-1/A.txt': files['A.txt'],
      'name-1/b/Z.txt': files['b/Z.txt'],
      'name-1/b/a.txt': files['b/a.txt'],
    });
  });

  test('is the same whatever the order of the files', () => {
    const turned = Object.fromEntries(Object.entries(files).reverse());
    expect(archiveOf('n', turned, TIME)).toEqual(archiveOf('n', files, TIME));
  });

  // At this time clocks in Berlin jump over an hour, and in Kiritimati it is the day after.
  test.each(['Europe/Berlin', 'Pacific/Kiritimati', 'America/St_Johns'])('is the same in %s', (place) => {
    const there = (zone: string) => {
      process.env.TZ = zone;
      const archive = archiveOf('n', files, TIME);
      expect(process.env.TZ).toBe(zone);
      return archive;
    };
    expect(there(place)).toEqual(there('UTC'));
  });

  test('is another one at another time', () => {
    expect(archiveOf('n', files, new Date('2026-03-29T01:30:02Z'))).not.toEqual(archiveOf('n', files, TIME));
  });

  test.runIf(hasUnzip)('gives plain files, that all may read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'jwt-debugger-archive-'));
    try {
      writeFileSync(join(folder, 'a.zip'), archiveOf('n', files, TIME));
      const { status } = spawnSync('unzip', ['-q', 'a.zip'], { cwd: folder, env: { ...process.env, TZ: 'UTC' } });
      expect(status).toBe(0);
      const { mode, mtime } = statSync(join(folder, 'n/b/Z.txt'));
      expect((mode & 0o777).toString(8)).toBe('644');
      expect(mtime).toEqual(TIME);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
