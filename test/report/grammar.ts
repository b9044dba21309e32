import { DOMParser, type Element } from '@xmldom/xmldom';
import { loadAll } from 'js-yaml';
import { lexer, walkTokens, type Token, type Tokens } from 'marked';

/** The root of an XML document; anything a parser complains about is thrown, but that a name holds U+FFFD. */
export function xmlRoot(text: string): Element {
  const { documentElement } = new DOMParser({
    onError: (level, message) => {
      if (!message.startsWith('Unicode replacement character')) throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(text, 'text/xml');
  if (documentElement === null) throw new Error('no root');
  return documentElement;
}

/** The root of a page, which is written so that it is well-formed XML, too. */
export function pageOf(text: string): Element {
  const [doctype, rest] = [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n') + 1)];
  if (doctype !== '<!DOCTYPE html>') throw new Error(`no page: ${doctype}`);
  return xmlRoot(rest);
}

/** What tests read of an object of the policy reports. */
export interface PolicyDocument {
  readonly apiVersion: string;
  readonly kind: string;
  readonly source?: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly scope?: { readonly kind: string; readonly name: string };
  readonly summary: Readonly<Record<string, number>>;
  readonly results: readonly {
    readonly policy: string; readonly rule?: string; readonly result: string; readonly severity?: string; readonly scored: boolean; readonly message: string;
    readonly resources?: readonly Readonly<Record<string, string>>[]; readonly properties?: Readonly<Record<string, string>>;
  }[];
}

/** Documents of a stream of policy reports. */
export function documentsOf(stream: string): readonly PolicyDocument[] {
  return loadAll(stream) as PolicyDocument[];
}

/** Elements of a name below another one. */
export function elements(root: Element, name: string): readonly Element[] {
  return Array.from(root.getElementsByTagName(name));
}

/** Every token of a text of GitHub-flavoured Markdown. */
export function markdownTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  void walkTokens(lexer(text, { gfm: true }), (token) => {
    tokens.push(token);
  });
  return tokens;
}

/** Rows of the tables that have a column of this name. */
export function tableRows(text: string, column: string): readonly (readonly Tokens.TableCell[])[] {
  return markdownTokens(text).flatMap((token) => {
    if (token.type !== 'table') return [];
    const { header, rows } = token as Tokens.Table;
    return header.some((cell) => cell.text === column) ? rows : [];
  });
}

/** A command of a GitHub log as the runner reads it. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Commands of a log: every line that begins with `::`, after any white space. */
export function commandsOf(log: string): readonly Command[] {
  return log.split(/\r\n|\r|\n/).filter((line) => line.trimStart().startsWith('::')).map((line) => {
    const [, name = '', properties = '', data = ''] = /^\s*::([\w-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/s.exec(line) ?? [];
    return {
      name,
      properties: Object.fromEntries(properties.split(',').filter(Boolean).map((pair) => {
        const [key = '', ...value] = pair.split('=');
        return [key, unescaped(value.join('='))];
      })),
      data: unescaped(data),
    };
  });
}

function unescaped(text: string): string {
  return text.replace(/%(0D|0A|3A|2C|25)/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
