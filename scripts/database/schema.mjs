import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The engines that the same models are made for. @type {readonly ['sqlite', 'postgresql']} */
export const ENGINES = ['sqlite', 'postgresql'];

/** @typedef {'sqlite' | 'postgresql'} Engine */
/** @typedef {{ path: string, content: string }} SchemaFile */

/**
 * The models of prisma/schema, sorted by file name. They hold no engine and no generator, so that
 * both engines are given exactly the same.
 * @param {string} root
 * @returns {SchemaFile[]}
 */
export function readModels(root) {
  const folder = join(root, 'prisma', 'schema');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ path: name, content: readFileSync(join(folder, name), 'utf8') }));
}

/**
 * The part of a schema that names its engine.
 * @param {Engine} engine
 * @returns {SchemaFile}
 */
export function datasourceFile(engine) {
  return {
    path: '_datasource.prisma',
    content: `datasource db {\n  provider = "${engine}"\n}\n`,
  };
}
