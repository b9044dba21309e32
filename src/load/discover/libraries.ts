/* eslint-disable @typescript-eslint/no-require-imports -- loaded when first needed: start-up is counted in milliseconds, and a named file or a gate needs no glob */
import type ignore from 'ignore';
import type picomatch from 'picomatch';
import type * as tinyglobby from 'tinyglobby';

/** Reads rules as git does. */
export const gitRules = (): typeof ignore => require('ignore') as typeof ignore;

/** Tells whether a text matches a glob. */
export const matching = (): typeof picomatch => require('picomatch') as typeof picomatch;

/** Finds files by globs. */
export const globbing = (): typeof tinyglobby => require('tinyglobby') as typeof tinyglobby;
